package vigie.api.access;

/** What a person is to the platform. One person has one role; no account is shared (C-40). */
public enum Role {
  /** Owns their data and every right to it (C-21). */
  PATIENT,
  /** A clinician; treating physician of those patients who named them so. */
  PHYSICIAN,
  /** Told to act when no clinician answers; sees nothing by that alone (C-24). */
  EMERGENCY_CONTACT,
  /** Runs the platform; never sees a patient's values (C-29). */
  OPERATOR,
  /** Data protection officer; never sees a patient's values (C-30). */
  DPO
}
