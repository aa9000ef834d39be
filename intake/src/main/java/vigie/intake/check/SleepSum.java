package vigie.intake.check;

import vigie.intake.decode.SentReading;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * The stages of a night cannot last longer than the sleep sent with them (clinical reference 1.4).
 */
final class SleepSum {
  private static final Metric TOTAL = MetricCatalogue.standard().metric("sleep-total");
  private static final Metric[] STAGES = {
    MetricCatalogue.standard().metric("sleep-deep"),
    MetricCatalogue.standard().metric("sleep-light"),
    MetricCatalogue.standard().metric("sleep-rem")
  };

  /** Devices round each stage to a minute. */
  private static final double ROUNDING_MINUTES = 2;

  private SleepSum() {}

  static boolean doubtful(SentReading reading) {
    if (reading.knownMetric().category() != Category.SLEEP) {
      return false;
    }
    double minutes = 0;
    for (Metric stage : STAGES) {
      double sent = reading.object().canonicalOf(stage);
      minutes += Double.isNaN(sent) ? 0 : sent;
    }
    // A comparison with NaN, for a total not sent, is false.
    return minutes > reading.object().canonicalOf(TOTAL) * 60 + ROUNDING_MINUTES;
  }
}
