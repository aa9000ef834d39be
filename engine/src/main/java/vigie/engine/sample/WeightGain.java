package vigie.engine.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How much weight the patient gained within a day, and within three days, and has not lost again.
 * Nobody steps on the scale at the same minute each morning, so a day here has 36 hours and three
 * days have 84 (a project choice). A gain stands for one more day, so that the next morning's
 * weighing can confirm it: measured against yesterday's weight alone, what was gained yesterday
 * would be nothing today.
 */
final class WeightGain implements Derivation {
  private static final long TOLERANCE = Duration.ofHours(12).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis() + TOLERANCE;
  private static final long THREE_DAYS = Duration.ofDays(3).toMillis() + TOLERANCE;
  private static final long STANDS = Duration.ofDays(1).toMillis();

  /** Five weighings a day; of more the oldest go. */
  private static final int MOST = 24;

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
    past.dropBefore(sample.effective - THREE_DAYS - STANDS);
    past.add(sample.effective, sample.value, MOST);
    gain(past, DAY, ofDay, out);
    gain(past, THREE_DAYS, ofThreeDays, out);
  }

  private static void gain(Series past, long window, int metric, Derived out) {
    int now = past.size - 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int to = 0; to <= now; to++) {
      // What had been reached by then and is not lost again.
      double reached = Math.min(past.value[to], past.value[now]);
      for (int from = 0; from < to; from++) {
        if (past.at[to] - past.at[from] <= window
            && past.at[now] - past.at[from] <= window + STANDS) {
          most = Math.max(most, reached - past.value[from]);
        }
      }
    }
    if (most > Double.NEGATIVE_INFINITY) {
      out.add(metric, most);
    }
  }

  @Override
  public Basis basis(int made, Series past) {
    return Basis.of(past.size);
  }
}
