package vigie.jobs.alert;

/**
 * Holds back, for a moment after a start, what is overdue: what was appended before it fell due has
 * to be read first, or it would be decided after it, and otherwise than before a failure. Times in
 * milliseconds since 1970 UTC.
 */
final class CatchUp {
  /** By then the first records are there; who is less far behind has caught up. */
  static final long LEAST_MILLIS = 1_000;

  /** However far behind the job is, nobody waits longer to be told. */
  static final long MOST_MILLIS = 5_000;

  private final long most;
  private long until;

  /** After a start at this time. */
  CatchUp(long since) {
    until = since + LEAST_MILLIS;
    most = since + MOST_MILLIS;
  }

  /** At this time by the clock a record was read that had been appended then. */
  void read(long appended, long clock) {
    if (clock < most && clock - appended > LEAST_MILLIS) {
      until = Math.min(clock + LEAST_MILLIS, most);
    }
  }

  /** Whether what falls due is not decided yet. */
  boolean holdsBack(long clock) {
    return clock < until;
  }

  /** When to try again. */
  long until() {
    return until;
  }
}
