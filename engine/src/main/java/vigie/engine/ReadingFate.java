package vigie.engine;

/** What became of a reading in the detector; each has exactly one. */
public enum ReadingFate {
  /** Newer than all others: judged. */
  JUDGED,
  /** Out of order or a correction, but within the tail: judged again with those after it. */
  JUDGED_AGAIN,
  /** Of the same device, metric and time a value received later, or its retraction, was here. */
  SUPERSEDED,
  /** The same reading was here before. */
  DUPLICATE,
  /** Older than all that can still be judged again. */
  LATE,
  /** Nothing is known of the patient yet: waits. */
  WAITING,
  /** No rule watches it, or it was made to try the system. */
  NOT_WATCHED,
  /** The patient has not consented to its category from its device. */
  WITHOUT_CONSENT,
  /** The patient had its metric frozen: kept, and passed over by the rules. */
  RESTRICTED
}
