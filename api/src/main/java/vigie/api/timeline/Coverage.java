package vigie.api.timeline;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.LocalDate;
import vigie.reading.Category;
import vigie.reading.Metric;

/**
 * How much of a day was measured: of the day's intervals in which a reading was to be expected,
 * those that have at least one. Pure.
 *
 * @param day in UTC, such as 2026-03-02
 * @param metric its id
 * @param category that the metric belongs to
 * @param measured intervals with a reading
 * @param expected intervals of the day, by the metric's usual interval; below 1 for what is
 *     measured more seldom than daily
 * @param share of expected, 0 to 1
 */
@Serdeable
public record Coverage(
    String day, String metric, Category category, long measured, double expected, double share) {
  private static final Duration DAY = Duration.ofDays(1);

  /** The coverage of one day. */
  static Coverage of(LocalDate day, Metric metric, long measured) {
    double expected = (double) DAY.toMillis() / metric.expectedInterval().toMillis();
    return new Coverage(
        day.toString(),
        metric.id(),
        metric.category(),
        measured,
        expected,
        Math.min(1, measured / Math.max(1, expected)));
  }

  /** In which intervals readings are counted: at least a minute, at most a day. */
  static Duration interval(Metric metric) {
    Duration usual = metric.expectedInterval();
    if (usual.compareTo(DAY) > 0) {
      return DAY;
    }
    return usual.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : usual;
  }
}
