package vigie.intake.history;

/** What a new value is, seen from the earlier ones. */
public enum Verdict {
  CREDIBLE,
  /** May be true; never alone the cause of an alert. */
  DOUBTFUL,
  /** The same quantity in another unit. */
  OTHER_UNIT
}
