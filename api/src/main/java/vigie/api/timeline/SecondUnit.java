package vigie.api.timeline;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * The unit in which a metric is read by those who do not read the canonical one, such as mmol/L
 * beside mg/dL. Pure.
 *
 * @param unit as the catalogue has it
 * @param conversion from it
 */
record SecondUnit(String unit, Metric.Conversion conversion) {
  private static final double DECIMALS = 1_000;

  private static final Map<String, SecondUnit> BY_METRIC =
      MetricCatalogue.standard().all().stream()
          .flatMap(metric -> first(metric).map(unit -> Map.entry(metric.id(), unit)).stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /**
   * The first unit of the catalogue that is no other name of the canonical one.
   *
   * @param metric its id
   */
  static Optional<SecondUnit> of(String metric) {
    return Optional.ofNullable(BY_METRIC.get(metric));
  }

  private static Optional<SecondUnit> first(Metric metric) {
    return metric.accepted().stream()
        .filter(other -> other.factor() != 1 || other.offset() != 0)
        .findFirst()
        .map(other -> new SecondUnit(other.unit(), other));
  }

  /** A canonical value in this unit, to three decimals. */
  double of(double canonical) {
    double value = canonical / conversion.factor() - conversion.offset();
    return Math.rint(value * DECIMALS) / DECIMALS;
  }

  /** The same; null stays null. */
  @Nullable Double orNull(@Nullable Double canonical) {
    return canonical == null ? null : of(canonical);
  }
}
