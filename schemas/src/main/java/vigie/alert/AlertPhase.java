package vigie.alert;

/** Where an alert stands. Pending lives in the detector only and is never published. */
public enum AlertPhase {
  /** The condition is present and nobody has acknowledged. */
  ACTIVE,
  /** The condition is present and somebody has acknowledged. */
  ACKNOWLEDGED,
  /** The condition is gone and nobody has acknowledged; only for severities that latch. */
  LATCHED,
  /**
   * Over. Readings in order never bring an alert back; a late one may show that it was not over, or
   * had a cause after all.
   */
  RESOLVED
}
