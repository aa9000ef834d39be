package vigie.api.access;

/** What a person is to the platform. One person has one role; no account is shared (C-40). */
public enum Role {
  /** Owns their data and every right to it (C-21). */
  PATIENT,
  /** A clinician; treating physician of those patients who named them so. */
  PHYSICIAN,
  /** Any other professional; what they are is their {@link Professional}. */
  PROFESSIONAL,
  /** Told to act when no clinician answers; sees nothing by that alone (C-24). */
  EMERGENCY_CONTACT,
  /** Acts for patients who gave them a mandate (C-28); is nothing without one. */
  REPRESENTATIVE,
  /** Runs the platform; never sees a patient's values (C-29). */
  OPERATOR,
  /** Data protection officer; never sees a patient's values (C-30). */
  DPO;

  /** Whether they ask by profession, and so must say what for (C-43). */
  public boolean professional() {
    return this == PHYSICIAN || this == PROFESSIONAL;
  }

  /** Whether they may hold a mandate: nobody who asks by profession or runs the platform. */
  public boolean lay() {
    return this == PATIENT || this == EMERGENCY_CONTACT || this == REPRESENTATIVE;
  }
}
