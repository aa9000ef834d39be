package vigie.engine.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How fast glucose changes, and where it will be in 20 minutes if it goes on so: least squares over
 * the last 20 minutes, at least three samples, no gap above 10 minutes ({@code clinical.md} 2.4).
 * What the sensor could only call LOW or HIGH (40, 400) is left out.
 *
 * <p>The samples must span 10 minutes (a project choice): three of a sensor that measures each
 * minute say more of its noise than of a trend, and GL-2 asks for no second slope. Of faster
 * sensors one sample each half minute is taken, so that 20 minutes always fit.
 */
final class GlucoseTrend implements Derivation {
  private static final long WINDOW = Duration.ofMinutes(20).toMillis();
  private static final long GAP = Duration.ofMinutes(10).toMillis();
  private static final double MINUTE = Duration.ofMinutes(1).toMillis();
  private static final double AHEAD_MINUTES = 20;
  private static final int LEAST = 3;
  private static final long SPAN_LEAST = Duration.ofMinutes(10).toMillis();
  private static final long SPACING = Duration.ofSeconds(30).toMillis();

  /** One each half minute, and both ends. */
  private static final int MOST = 41;

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
    if (past.size > 0) {
      long since = sample.effective - past.at[past.size - 1];
      if (since < SPACING) {
        return;
      }
      if (since > GAP) {
        past.clear();
      }
    }
    past.dropBefore(sample.effective - WINDOW);
    past.add(sample.effective, sample.value, MOST);
    if (past.size < LEAST || sample.effective - past.at[0] < SPAN_LEAST) {
      return;
    }
    double perMinute = perMinute(past);
    out.add(slope, perMinute);
    out.add(ahead, sample.value + AHEAD_MINUTES * perMinute);
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
    return covariance / variance;
  }

  @Override
  public Basis basis(int made, Series past) {
    return Basis.of(past.size);
  }
}
