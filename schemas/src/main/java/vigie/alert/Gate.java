package vigie.alert;

import java.time.Duration;

/**
 * What a rule asks of another metric of the same patient.
 *
 * @param metric the other metric's id
 * @param condition that its value must meet
 * @param within how long before the judged reading it may have been measured; longer than zero
 */
public record Gate(String metric, Condition condition, Duration within) {
  /** Checks the time. */
  public Gate {
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("gate on " + metric + ": within must be above zero");
    }
  }

  @Override
  public String toString() {
    return metric + " " + condition + " within " + within;
  }
}
