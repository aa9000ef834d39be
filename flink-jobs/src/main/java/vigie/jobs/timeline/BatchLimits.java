package vigie.jobs.timeline;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is written, and how long to pause while the store does not answer.
 *
 * @param rowsMax as soon as it holds so many
 * @param ageMax or so long after its first one came
 * @param pauseMin the first pause of an outage
 * @param pauseMax the longest pause of an outage
 */
public record BatchLimits(int rowsMax, Duration ageMax, Duration pauseMin, Duration pauseMax)
    implements Serializable {

  /** Checks that there are limits. */
  public BatchLimits {
    if (rowsMax < 1) {
      throw new IllegalArgumentException("rowsMax must be at least 1, was " + rowsMax);
    }
    if (ageMax.isNegative() || pauseMin.isNegative() || pauseMax.compareTo(pauseMin) < 0) {
      throw new IllegalArgumentException("times must not be negative, and pauseMin <= pauseMax");
    }
  }

  /** 5000 rows or 250 ms; pauses of 100 ms to 2 s. */
  public static BatchLimits standard() {
    return new BatchLimits(
        5000, Duration.ofMillis(250), Duration.ofMillis(100), Duration.ofSeconds(2));
  }
}
