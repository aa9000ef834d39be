package vigie.jobs.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How much heavier the patient is than at the lightest weighing of the last day and of the last
 * three days. Nobody steps on the scale at the same minute each morning, so a day here has 36 hours
 * and three days have 84 (a project choice).
 */
final class WeightGain implements Derivation {
  private static final long TOLERANCE = Duration.ofHours(12).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis() + TOLERANCE;
  private static final long THREE_DAYS = Duration.ofDays(3).toMillis() + TOLERANCE;

  /** Four weighings a day; of more the oldest go. */
  private static final int MOST = 16;

  private final int ofDay = MetricCatalogue.standard().metric("weight-gain-1d").number();
  private final int ofThreeDays = MetricCatalogue.standard().metric("weight-gain-3d").number();

  @Override
  public List<String> sources() {
    return List.of("body-weight");
  }

  @Override
  public List<String> makes() {
    return List.of("weight-gain-1d", "weight-gain-3d");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    past.dropBefore(sample.effective - THREE_DAYS);
    gain(past, sample, DAY, ofDay, out);
    gain(past, sample, THREE_DAYS, ofThreeDays, out);
    past.add(sample.effective, sample.value, MOST);
  }

  private static void gain(Series past, Sample sample, long window, int metric, Derived out) {
    double lightest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < past.size; i++) {
      if (past.at[i] >= sample.effective - window) {
        lightest = Math.min(lightest, past.value[i]);
      }
    }
    if (lightest < Double.POSITIVE_INFINITY) {
      // 82.1 - 80.1 must be 2, not a little less.
      out.add(metric, Math.rint((sample.value - lightest) * 1e6) / 1e6);
    }
  }

  @Override
  public Basis basis(Series past) {
    return Basis.of(past.size);
  }
}
