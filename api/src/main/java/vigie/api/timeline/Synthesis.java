package vigie.api.timeline;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;

/**
 * What was measured of a metric in a day, a week and a month, each beside the one before it (C-60):
 * today's, and so far. Days are in UTC, weeks begin on Monday. Pure.
 *
 * @param metric its id
 * @param unit of all values
 */
@Serdeable
public record Synthesis(String metric, String unit, Beside day, Beside week, Beside month) {

  /**
   * A time and the one before it.
   *
   * @param current the one that is not over
   * @param previous the whole one before it
   * @param change from the previous mean to the current one, or from {@code perDay} to {@code
   *     perDay} where values add up; null when either time has no reading
   */
  @Serdeable
  public record Beside(Summary current, Summary previous, @Nullable Double change) {}

  /**
   * What was measured in some days. What is null has nothing to tell.
   *
   * @param from first day, such as 2026-03-02
   * @param to last day
   * @param days with a reading
   * @param count of readings
   * @param mean of readings
   * @param sum where values add up, such as steps
   * @param perDay the sum by the days with a reading, likewise
   */
  @Serdeable
  public record Summary(
      String from,
      String to,
      int days,
      long count,
      @Nullable Double min,
      @Nullable Double mean,
      @Nullable Double max,
      @Nullable Double sum,
      @Nullable Double perDay) {}

  /** The first day that a synthesis looks at. */
  static LocalDate first(LocalDate today) {
    return today.withDayOfMonth(1).minusMonths(1);
  }

  /**
   * The synthesis of one metric.
   *
   * @param days its buckets of a day each, from {@link #first} to today
   */
  static Synthesis of(Metric metric, List<TimelineEntry> days, LocalDate today) {
    return new Synthesis(
        metric.id(),
        metric.unit(),
        beside(days, today, Period.ofDays(1)),
        beside(
            days,
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
            Period.ofWeeks(1)),
        beside(days, today.withDayOfMonth(1), Period.ofMonths(1)));
  }

  private static Beside beside(List<TimelineEntry> days, LocalDate from, Period length) {
    Summary current = summary(days, from, from.plus(length));
    Summary previous = summary(days, from.minus(length), from);
    Double now = current.perDay() == null ? current.mean() : current.perDay();
    Double before = previous.perDay() == null ? previous.mean() : previous.perDay();
    return new Beside(current, previous, now == null || before == null ? null : now - before);
  }

  private static Summary summary(List<TimelineEntry> days, LocalDate from, LocalDate end) {
    int measured = 0;
    long count = 0;
    double total = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    boolean adds = false;
    for (TimelineEntry day : days) {
      LocalDate at = LocalDate.ofInstant(day.at(), ZoneOffset.UTC);
      if (day.count() == null
          || day.mean() == null
          || day.min() == null
          || day.max() == null
          || at.isBefore(from)
          || !at.isBefore(end)) {
        continue;
      }
      measured++;
      count += day.count();
      total += day.sum() == null ? day.mean() * day.count() : day.sum();
      min = Math.min(min, day.min());
      max = Math.max(max, day.max());
      adds |= day.sum() != null;
    }
    String last = end.minusDays(1).toString();
    return count == 0
        ? new Summary(from.toString(), last, 0, 0, null, null, null, null, null)
        : new Summary(
            from.toString(),
            last,
            measured,
            count,
            min,
            total / count,
            max,
            adds ? total : null,
            adds ? total / measured : null);
  }
}
