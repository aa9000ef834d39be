package vigie.cli.stack;

import java.time.Duration;

/**
 * How long to wait before a part that died is started again: twice as long after each failure in a
 * row, and from the beginning once it has run steadily.
 *
 * @param first the wait after the first failure
 * @param longest the wait never grows beyond this
 * @param steadyAfter a part that ran this long has not failed "in a row"
 */
record Backoff(Duration first, Duration longest, Duration steadyAfter) {

  static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(60));

  /**
   * The failures in a row, this one included.
   *
   * @param before the failures in a row before this run
   * @param ran how long the part ran
   */
  int failures(int before, Duration ran) {
    return ran.compareTo(steadyAfter) >= 0 ? 1 : before + 1;
  }

  /** The wait after so many failures in a row; {@code failures} from 1. */
  Duration delay(int failures) {
    int doublings = Math.min(failures - 1, 30);
    Duration delay = first.multipliedBy(1L << doublings);
    return delay.compareTo(longest) > 0 ? longest : delay;
  }
}
