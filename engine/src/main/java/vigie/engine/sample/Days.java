package vigie.engine.sample;

import java.time.Duration;

/** Days as the clock on the patient's wall counts them. */
final class Days {
  static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Days() {}

  /** Number of the local day since 1970; by UTC where the offset is not known. */
  static long day(Sample sample) {
    return Math.floorDiv(local(sample), DAY);
  }

  /**
   * Whether the sample begins another day than the series is filling. Days only go on: an offset
   * that moves back, on a flight west or because one of two devices knows none, does not open the
   * day before once more.
   */
  static boolean beginsAnother(Series past, Sample sample) {
    return day(sample) > past.bucket;
  }

  /** Lets go of all that is more than so many days before the series' day. */
  static void dropOlder(Series past, int days) {
    past.dropBefore((past.bucket - days) * DAY);
  }

  /** Local hour, 0 to 23; -1 where the offset is not known. */
  static int hour(Sample sample) {
    return sample.offsetMinutes == Sample.NO_OFFSET
        ? -1
        : (int) (Math.floorMod(local(sample), DAY) / HOUR);
  }

  private static long local(Sample sample) {
    int offset = sample.offsetMinutes == Sample.NO_OFFSET ? 0 : sample.offsetMinutes;
    return sample.effective + Duration.ofMinutes(offset).toMillis();
  }
}
