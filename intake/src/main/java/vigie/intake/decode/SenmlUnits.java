package vigie.intake.decode;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;

/**
 * SenML's units (RFC 8428 section 12.1, RFC 8798), as far as a metric is measured in them. They are
 * SI units, so a pressure comes in Pa and a concentration in kg/m3; the catalogue's own spellings
 * are taken too, because devices send them.
 */
final class SenmlUnits {
  /**
   * A value in a metric's canonical unit.
   *
   * @param canonical the value; NaN when the metric is not measured in the unit
   * @param doubtful whether the unit was contradicted by the value
   */
  record Converted(double canonical, boolean doubtful) {}

  /** {@code value * factor} of a SenML unit is in the catalogue's unit. */
  private record Step(String unit, double factor) {}

  private static final Map<String, Step> STEPS =
      Map.of(
          "Pa", new Step("kPa", 1e-3),
          "kg/m3", new Step("mg/dL", 100),
          "mol/m3", new Step("mmol/L", 1),
          "1/s", new Step("/min", 60),
          "Hz", new Step("/min", 60),
          "beat/s", new Step("/min", 60),
          "1/min", new Step("/min", 1),
          "J", new Step("kJ", 1e-3),
          "l", new Step("L", 1),
          "count", new Step("1", 1));

  private static final double ZERO_CELSIUS_KELVIN = 273.15;

  private SenmlUnits() {}

  /** Converts a value; one without a unit is taken to be in the metric's own. */
  static Converted convert(Metric metric, double value, @Nullable String unit) {
    if (unit == null) {
      return new Converted(value, false);
    }
    if (metric.unit().equals("%")) {
      return percent(value, unit);
    }
    if (unit.equals("/") && metric.unit().equals("1")) {
      return new Converted(value, false);
    }
    if (unit.equals("K")) {
      return converted(metric, value - ZERO_CELSIUS_KELVIN, "Cel");
    }
    Converted asCatalogued = converted(metric, value, unit);
    Step step = STEPS.get(unit);
    return step == null || !Double.isNaN(asCatalogued.canonical())
        ? asCatalogued
        : converted(metric, value * step.factor(), step.unit());
  }

  /**
   * A ratio as percent. The unit {@code %} means the ratio (RFC 8428, note to its table), yet many
   * devices mean percent by it: no ratio is above 1, so the magnitude tells, and the value is
   * marked doubtful.
   */
  private static Converted percent(double value, String unit) {
    return switch (unit) {
      case "/" -> new Converted(Measured.tidy(value * 100), false);
      case "/100" -> new Converted(value, false);
      case "%" ->
          value > 1 ? new Converted(value, true) : new Converted(Measured.tidy(value * 100), false);
      default -> new Converted(Double.NaN, false);
    };
  }

  private static Converted converted(Metric metric, double value, String unit) {
    return new Converted(
        metric.toCanonical(value, unit).map(Measured::tidy).orElse(Double.NaN), false);
  }
}
