package vigie.jobs.timeline;

/** Times as numbers in SQL: the driver sends arrays of numbers in binary, of times as text. */
final class TimescaleTime {
  private TimescaleTime() {}

  /** SQL for the timestamptz that a bigint expression, milliseconds since 1970 UTC, means. */
  static String fromMillis(String expression) {
    return "(timestamptz 'epoch' + " + expression + " * interval '1 millisecond')";
  }

  /** SQL for the milliseconds since 1970 UTC of a timestamptz expression, exactly. */
  static String toMillis(String expression) {
    return "(extract(epoch from " + expression + ") * 1000)::int8";
  }
}
