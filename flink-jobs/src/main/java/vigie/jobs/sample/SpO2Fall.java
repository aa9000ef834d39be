package vigie.jobs.sample;

import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How far oxygen saturation is below the patient's own stable baseline: the median of the daily
 * means of the last 14 days, once there are five, and only while their median absolute deviation is
 * at most one point (BTS 2017 asks for a fall from a stable baseline; what is stable is a project
 * choice).
 */
final class SpO2Fall implements Derivation {
  private static final int DAYS_LEAST = 5;
  private static final int DAYS_MOST = 14;
  private static final double STABLE = 1;

  private final int fall = MetricCatalogue.standard().metric("spo2-fall").number();

  @Override
  public List<String> sources() {
    return List.of("spo2");
  }

  @Override
  public List<String> makes() {
    return List.of("spo2-fall");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    long day = Days.day(sample);
    if (day != past.bucket) {
      if (past.count > 0) {
        past.add(past.bucket * Days.DAY, past.sum / past.count, DAYS_MOST);
      }
      past.begin(day);
    }
    past.sum(sample.value);
    if (past.size >= DAYS_LEAST) {
      double baseline = past.median();
      if (past.deviation(baseline) <= STABLE) {
        out.add(fall, baseline - sample.value);
      }
    }
  }

  @Override
  public Basis basis(Series past) {
    return Basis.of(past.median(), past.size);
  }
}
