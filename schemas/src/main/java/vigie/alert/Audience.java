package vigie.alert;

/** Whom a rule's alerts are for, from the most people to the fewest. */
public enum Audience {
  /** The patient and those who treat the patient. */
  CARE_TEAM,
  /** The patient and the clinicians, never the emergency contact. */
  CLINICIANS,
  /** The patient; those who treat the patient when the patient does not confirm in time. */
  PATIENT_FIRST,
  /** The patient alone. */
  PATIENT_ONLY,
  /** Whoever runs the system, about what only they can mend; the patient and others see it. */
  OPERATORS
}
