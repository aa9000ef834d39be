package vigie.engine.sample;

import java.util.List;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * The mean heart rate of each night, and how far it is above the median of the nights before, as
 * NightSignal does (Alavi et al.). A reading is of the night when the clock on the wall is between
 * 0 and 7 and no exercise is on; one whose local time is not known is left out. A night counts from
 * ten readings, a baseline from five nights; of the last eight weeks, at most 28 nights. It is told
 * by the first reading after the night, or by the next night's.
 *
 * <p>The usual night is the median with the latest, once there are five: what HR-6b asks, since a
 * single night, which may be the very one that is too slow, must not switch that rule off.
 *
 * <p>From 21 nights on also a lasting shift: the greater side of a two-sided CUSUM (Page 1954) of
 * the last seven nights against the nights before, in robust standard deviations, with a slack of
 * 0.5; above zero for a rise, below for a fall.
 */
final class NightHeartRate implements Derivation {
  private static final int MORNING_HOUR = 7;
  private static final int READINGS_LEAST = 10;
  private static final int NIGHTS_LEAST = 5;
  private static final int NIGHTS_MOST = 28;
  private static final int DAYS_MOST = 56;
  private static final int RECENT = 7;
  private static final int SHIFT_LEAST = 21;
  private static final double SLACK = 0.5;
  private static final double NORMAL = 1.4826;

  /** Deviation below this, per minute, says more of the device than of the patient. */
  private static final double SPREAD_LEAST = 1;

  private final int night = MetricCatalogue.standard().metric("night-heart-rate").number();
  private final int usual = MetricCatalogue.standard().metric("night-heart-rate-usual").number();
  private final int rise = MetricCatalogue.standard().metric("night-heart-rate-rise").number();
  private final int shift = MetricCatalogue.standard().metric("heart-rate-shift").number();

  @Override
  public List<String> sources() {
    return List.of("heart-rate");
  }

  @Override
  public List<String> makes() {
    return List.of(
        "night-heart-rate", "night-heart-rate-rise", "heart-rate-shift", "night-heart-rate-usual");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    int hour = Days.hour(sample);
    if (sample.quality == Quality.QUESTIONABLE || hour < 0) {
      return;
    }
    boolean atNight = hour < MORNING_HOUR && sample.context != Context.EXERCISE;
    boolean another = Days.beginsAnother(past, sample);
    if ((hour >= MORNING_HOUR || another) && past.count >= READINGS_LEAST && !isTold(past)) {
      close(past, out);
    }
    if (atNight && another) {
      past.begin(Days.day(sample));
    }
    if (atNight && !isTold(past)) {
      past.sum(sample.value);
    }
  }

  /** Whether the night that is being filled was told already. */
  private static boolean isTold(Series past) {
    return past.size > 0 && past.at[past.size - 1] == past.bucket * Days.DAY;
  }

  private void close(Series past, Derived out) {
    double mean = past.sum / past.count;
    out.add(night, mean);
    Days.dropOlder(past, DAYS_MOST);
    if (past.size >= NIGHTS_LEAST) {
      past.compared(past.median(), past.size);
      out.add(rise, mean - past.usual);
    }
    past.add(past.bucket * Days.DAY, mean, NIGHTS_MOST);
    if (past.size >= NIGHTS_LEAST) {
      out.add(usual, past.median());
    }
    if (past.size >= SHIFT_LEAST) {
      out.add(shift, shift(past));
    }
  }

  /** The nights that the last seven are compared with. */
  private static Series before(Series past) {
    Series before = past.copy();
    before.size -= RECENT;
    return before;
  }

  private static double shift(Series past) {
    Series before = before(past);
    double usual = before.median();
    double spread = Math.max(SPREAD_LEAST, before.deviation(usual) * NORMAL);
    double up = 0;
    double down = 0;
    for (int i = before.size; i < past.size; i++) {
      double z = (past.value[i] - usual) / spread;
      up = Math.max(0, up + z - SLACK);
      down = Math.max(0, down - z - SLACK);
    }
    return up >= down ? up : -down;
  }

  @Override
  public Basis basis(int metric, Series past) {
    if (metric == shift && past.size >= SHIFT_LEAST) {
      Series before = before(past);
      return Basis.of(before.median(), before.size);
    }
    return metric == usual ? Basis.of(past.size) : past.comparison();
  }
}
