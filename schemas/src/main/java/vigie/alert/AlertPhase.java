package vigie.alert;

/** Where an alert stands. Pending lives in the detector only and is never published. */
public enum AlertPhase {
  /** The condition is present and nobody has acknowledged. */
  ACTIVE,
  /** The condition is present and somebody has acknowledged. */
  ACKNOWLEDGED,
  /** The condition is gone and nobody has acknowledged; only for severities that latch. */
  LATCHED,
  /** Over. An alert never leaves this phase. */
  RESOLVED
}
