package vigie.alert;

/**
 * Where an alert stands for its readers ({@code clinical.md} 5.1): its phase and its route in one
 * word. Of what holds at once the one that asks for most is told. Pending is never told: it is the
 * time from an alert's onset to its first decision.
 */
public enum AlertState {
  /** The condition is present, and those whom it is for first are told. */
  ACTIVE,
  /** The condition is gone and nobody has acknowledged. */
  LATCHED,
  /** Nobody has acknowledged, and the next are told. */
  ESCALATED,
  /** Nobody has acknowledged, and nobody is told for a while. */
  PAUSED,
  /** Nobody could be reached or nobody has answered in time; it stays until somebody does. */
  ERROR,
  /** Somebody has acknowledged, and the condition is present. */
  ACKNOWLEDGED,
  /** Over. */
  RESOLVED
}
