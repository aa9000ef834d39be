package vigie.engine.sample;

import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How unusual a whole day is for this patient: its robust z (the modified z of Iglewicz and
 * Hoaglin, 1993), the distance from the median of the last 28 days in units of their median
 * absolute deviation times 1.4826 (which makes it a standard deviation where days are normally
 * distributed). Told by the first reading of another day, once there are 14 days.
 */
final class DayDeviation implements Derivation {
  private static final int DAYS_LEAST = 14;
  private static final int DAYS_MOST = 28;
  private static final double NORMAL = 1.4826;

  /** What a day's value is of its readings. */
  enum Of {
    SUM,
    MEAN
  }

  private final String source;
  private final String made;
  private final int metric;
  private final Of of;

  /** Deviation below this share of the median says more of rounding than of the patient. */
  private static final double FLOOR = 0.02;

  DayDeviation(String source, String made, Of of) {
    this.source = source;
    this.made = made;
    this.metric = MetricCatalogue.standard().metric(made).number();
    this.of = of;
  }

  @Override
  public List<String> sources() {
    return List.of(source);
  }

  @Override
  public List<String> makes() {
    return List.of(made);
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    if (Days.beginsAnother(past, sample)) {
      if (past.count > 0) {
        close(past, of == Of.SUM ? past.sum : past.sum / past.count, out);
      }
      past.begin(Days.day(sample));
    }
    past.sum(sample.value);
  }

  /** Ends the day that the series fills, with this value. */
  void close(Series past, double ofDay, Derived out) {
    Days.dropOlder(past, DAYS_MOST);
    if (past.size >= DAYS_LEAST) {
      double usual = past.median();
      past.compared(usual, past.size);
      double spread = Math.max(past.deviation(usual) * NORMAL, Math.abs(usual) * FLOOR);
      if (spread > 0) {
        out.add(metric, (ofDay - usual) / spread);
      }
    }
    past.add(past.bucket * Days.DAY, ofDay, DAYS_MOST);
  }

  @Override
  public Basis basis(int made, Series past) {
    return past.comparison();
  }
}
