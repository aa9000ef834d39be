package vigie.api.patient;

/** How a consent, or its withdrawal, was collected (C-35). */
public enum ConsentChannel {
  /** By the patient's or the representative's own request. */
  WEB,
  /** On a signed sheet. */
  PAPER,
  /** Said to somebody who noted it. */
  IN_PERSON,
  /** By this program, for the patient that it made to watch itself. */
  PROGRAM,
  /** By a change of policy, for want of a consent given anew. */
  POLICY;

  /** The channel of a row, those of older versions among them. */
  static ConsentChannel of(String stored) {
    return switch (stored) {
      case "api" -> WEB;
      case "watchdog" -> PROGRAM;
      default -> valueOf(stored);
    };
  }
}
