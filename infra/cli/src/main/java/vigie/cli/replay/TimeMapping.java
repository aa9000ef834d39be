package vigie.cli.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * When one subject's readings are sent and what times they carry. Everything is moved by the same
 * span, so the distances between readings stay as they were.
 *
 * @param first when the first reading was sent originally
 * @param last when the last reading was sent originally
 * @param start the wall time at which the first is sent
 * @param speed how many times faster than originally; infinite sends without waiting
 * @param shift added to every time that a reading carries
 */
public record TimeMapping(
    Instant first, Instant last, Instant start, double speed, Duration shift) {
  /** Checks the order of times and the speed. */
  public TimeMapping {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("last is before first");
    }
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0, was " + speed);
    }
  }

  /** Times stay as they were. */
  public static TimeMapping original(Instant first, Instant last, Instant start, double speed) {
    return new TimeMapping(first, last, start, speed, Duration.ZERO);
  }

  /**
   * The last reading's time becomes the wall time at which it is sent; earlier ones keep their
   * distance from it. A speed below 1 is refused: readings would be sent before their own time.
   */
  public static TimeMapping asLive(Instant first, Instant last, Instant start, double speed) {
    if (speed < 1) {
      throw new IllegalArgumentException(
          "speed must be at least 1 for times as live, was " + speed);
    }
    Instant wallEnd = start.plus(scaled(Duration.between(first, last), speed));
    return new TimeMapping(first, last, start, speed, Duration.between(last, wallEnd));
  }

  /** The wall time at which a reading is due that was originally sent at this time. */
  public Instant due(Instant originallySent) {
    return start.plus(scaled(Duration.between(first, originallySent), speed));
  }

  private static Duration scaled(Duration span, double speed) {
    return Duration.ofMillis(Math.round(span.toMillis() / speed));
  }
}
