package vigie.intake.check;

import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.Metric;
import vigie.reading.RejectionReason;

/**
 * The value must be one that a living person and a working device can give (clinical reference 1).
 */
final class PlausibleRange implements ReadingCheck {
  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    Metric metric = reading.knownMetric();
    if (metric.plausible(reading.canonical())) {
      return null;
    }
    return new Refusal(
        RejectionReason.IMPLAUSIBLE,
        metric.id()
            + " must be "
            + metric.low()
            + " to "
            + metric.high()
            + " "
            + metric.unit()
            + likelyCause(metric, reading));
  }

  /** What such a value usually is; never converted on a guess (clinical reference 4.5). */
  private static String likelyCause(Metric metric, SentReading reading) {
    double value = reading.canonical();
    return switch (metric.id()) {
      case "spo2" -> value > 0 && value <= 1 ? ": probably a fraction, not a percentage" : "";
      case "body-temperature" -> {
        boolean celsius =
            "[degF]".equals(reading.unit()) && reading.sent() >= 30 && reading.sent() <= 45;
        yield celsius
            ? ": probably Cel under the wrong unit"
            : value >= 86 && value <= 113 ? ": probably degF" : "";
      }
      case "glucose", "glucose-cgm" ->
          value > 0 && value < 20 ? ": probably mmol/L; measure again now" : "";
      case "bp-systolic", "bp-diastolic", "bp-mean" ->
          value >= 5 && value < 40 ? ": probably kPa" : "";
      case "body-height" -> value > 0 && value < 3 ? ": probably metres" : "";
      default -> "";
    };
  }
}
