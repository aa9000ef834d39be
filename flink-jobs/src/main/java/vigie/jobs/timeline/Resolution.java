package vigie.jobs.timeline;

import java.time.Duration;

/** How long one rollup bucket is. Buckets begin at whole multiples since 1970 UTC. */
enum Resolution {
  MINUTE("reading_1m", Duration.ofMinutes(1)),
  HOUR("reading_1h", Duration.ofHours(1)),
  DAY("reading_1d", Duration.ofDays(1));

  private final String table;
  private final long millis;

  Resolution(String table, Duration length) {
    this.table = table;
    this.millis = length.toMillis();
  }

  String table() {
    return table;
  }

  /** How long a bucket is, in milliseconds. */
  long millis() {
    return millis;
  }

  /** Begin of the bucket that holds this time; both in milliseconds since 1970 UTC. */
  long bucket(long ts) {
    return Math.floorDiv(ts, millis) * millis;
  }
}
