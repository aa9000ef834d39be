package vigie.cli.importing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.DeviceReading;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/**
 * What a row of one of Health Connect's tables says.
 *
 * @param begin when it was measured or began, in milliseconds since 1970
 * @param end when it ended, in milliseconds since 1970; null for an instant
 * @param offsetSeconds local offset from UTC; null when unknown
 * @param byHand whether a person entered it
 * @param number tells it from another of the same time; null where there is no other
 * @param values of the table's columns, in their order; NaN where there is none
 */
record HealthConnectRow(
    long begin,
    @Nullable Long end,
    @Nullable Integer offsetSeconds,
    boolean byHand,
    @Nullable Long number,
    List<Double> values) {
  private static final long OFFSET_SECONDS_MAX = ZoneOffset.MAX.getTotalSeconds();

  /** Checks what can never hold. */
  HealthConnectRow {
    values = List.copyOf(values);
    if (end != null && end < begin) {
      throw new IllegalArgumentException("it ends before it begins");
    }
  }

  /** An offset from UTC that can be one; null for none, and for one that cannot. */
  static @Nullable Integer offset(@Nullable Long seconds) {
    return seconds == null || Math.abs(seconds) > OFFSET_SECONDS_MAX ? null : seconds.intValue();
  }

  /** This row's time with a value of a metric. */
  DeviceReading reading(String metric, double value, String unit) {
    return reading(metric, value, unit, begin, end);
  }

  /** A reading of this row at another time. */
  DeviceReading reading(String metric, double value, String unit, long from, @Nullable Long to) {
    Instant start = Instant.ofEpochMilli(from);
    DeviceReading reading =
        to != null && to > from
            ? DeviceReading.interval("import", metric, value, unit, start, Instant.ofEpochMilli(to))
            : DeviceReading.instant("import", metric, value, unit, start);
    reading = offsetSeconds == null ? reading : reading.zoned(zone(offsetSeconds));
    reading = number == null ? reading : reading.numbered(number);
    return byHand && measurable(metric) ? reading.enteredByHand() : reading;
  }

  private static String zone(int offsetSeconds) {
    return ZoneOffset.ofTotalSeconds(offsetSeconds).getId().replace("Z", "+00:00");
  }

  /** What a person eats, and her cycle, nobody can tell but she: that is no reason to doubt it. */
  private static boolean measurable(String metric) {
    Category category = MetricCatalogue.standard().metric(metric).category();
    return category != Category.DIET && category != Category.CYCLE;
  }
}
