package vigie.jobs.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How fast glucose changes, and where it will be in 20 minutes if it goes on so: least squares over
 * the last 20 minutes, at least three samples, no gap above 10 minutes ({@code clinical.md} 2.4).
 * What the sensor could only call LOW or HIGH (40, 400) is left out.
 */
final class GlucoseTrend implements Derivation {
  private static final long WINDOW = Duration.ofMinutes(20).toMillis();
  private static final long GAP = Duration.ofMinutes(10).toMillis();
  private static final double MINUTE = Duration.ofMinutes(1).toMillis();
  private static final double AHEAD_MINUTES = 20;
  private static final int LEAST = 3;

  /** One a minute, and both ends. */
  private static final int MOST = 21;

  private static final double LOW = 40;
  private static final double HIGH = 400;

  private final int slope = MetricCatalogue.standard().metric("glucose-slope").number();
  private final int ahead = MetricCatalogue.standard().metric("glucose-in-20-min").number();

  @Override
  public List<String> sources() {
    return List.of("glucose-cgm");
  }

  @Override
  public List<String> makes() {
    return List.of("glucose-slope", "glucose-in-20-min");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.value <= LOW || sample.value >= HIGH || sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    if (past.size > 0 && sample.effective - past.at[past.size - 1] > GAP) {
      past.clear();
    }
    past.dropBefore(sample.effective - WINDOW);
    past.add(sample.effective, sample.value, MOST);
    if (past.size < LEAST) {
      return;
    }
    double perMinute = perMinute(past);
    if (!Double.isNaN(perMinute)) {
      out.add(slope, perMinute);
      out.add(ahead, sample.value + AHEAD_MINUTES * perMinute);
    }
  }

  private static double perMinute(Series past) {
    long begin = past.at[0];
    double meanTime = 0;
    double meanValue = 0;
    for (int i = 0; i < past.size; i++) {
      meanTime += (past.at[i] - begin) / MINUTE / past.size;
      meanValue += past.value[i] / past.size;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < past.size; i++) {
      double time = (past.at[i] - begin) / MINUTE - meanTime;
      covariance += time * (past.value[i] - meanValue);
      variance += time * time;
    }
    return variance == 0 ? Double.NaN : covariance / variance;
  }

  @Override
  public Basis basis(Series past) {
    return Basis.of(past.size);
  }
}
