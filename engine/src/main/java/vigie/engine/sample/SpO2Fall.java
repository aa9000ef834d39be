package vigie.engine.sample;

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
    if (Days.beginsAnother(past, sample)) {
      begin(past, Days.day(sample));
    }
    past.sum(sample.value);
    if (past.usualDays > 0) {
      out.add(fall, past.usual - sample.value);
    }
  }

  /** The baseline is the same all day, so it is found once a day and not for each sample. */
  private static void begin(Series past, long day) {
    if (past.count > 0) {
      past.add(past.bucket * Days.DAY, past.sum / past.count, DAYS_MOST);
    }
    past.begin(day);
    Days.dropOlder(past, DAYS_MOST);
    double baseline = past.median();
    boolean stable = past.size >= DAYS_LEAST && past.deviation(baseline) <= STABLE;
    past.compared(baseline, stable ? past.size : 0);
  }

  @Override
  public Basis basis(int made, Series past) {
    return past.comparison();
  }
}
