package vigie.engine.sample;

import java.time.Duration;
import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * How unusual the heart rate is for this patient at this time of day, in eighths of the day: the
 * distance from the eighth's median in units of its median absolute deviation times 1.4826. Median
 * and deviation are followed by steps that shrink with the number of readings (a stochastic
 * approximation, Robbins and Monro 1951), so that each costs one number. An eighth counts from 100
 * readings on at least seven days; a reading whose local time is not known is left out.
 *
 * <p>It learns from at most one reading a minute, and slowly: a device that measures each second
 * must not make a fast pulse the usual one before the rule's half hour is over.
 */
final class HourDeviation implements Derivation {
  private static final int HOURS = 3;

  /** Of each eighth: median with the latest day as its time, deviation with the days, readings. */
  private static final int FIELDS = 3;

  private static final int PLACES = 24 / HOURS * FIELDS;
  private static final int READINGS_LEAST = 100;
  private static final int DAYS_LEAST = 7;
  private static final double NORMAL = 1.4826;

  /** A step never gets smaller, so that a changed habit is learned: about 1 per minute in a day. */
  private static final double STEP_LEAST = 0.005;

  private static final long LEARNS_EVERY = Duration.ofMinutes(1).toMillis();

  private static final double STEP_FIRST = 8;

  /** Deviation below this, per minute, says more of the device than of the patient. */
  private static final double SPREAD_LEAST = 2;

  private final int metric = MetricCatalogue.standard().metric("heart-rate-deviation").number();

  @Override
  public List<String> sources() {
    return List.of("heart-rate");
  }

  @Override
  public List<String> makes() {
    return List.of("heart-rate-deviation");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    int hour = Days.hour(sample);
    if (sample.quality == Quality.QUESTIONABLE || hour < 0) {
      return;
    }
    while (past.size < PLACES) {
      past.add(0, 0, PLACES);
    }
    int place = hour / HOURS * FIELDS;
    if (past.value[place + 2] >= READINGS_LEAST && past.at[place + 1] >= DAYS_LEAST) {
      double spread = Math.max(SPREAD_LEAST, past.value[place + 1] * NORMAL);
      past.compared(past.value[place], (int) past.at[place + 1]);
      out.add(metric, (sample.value - past.value[place]) / spread);
    }
    if (past.bucket == Long.MIN_VALUE || sample.effective - past.bucket >= LEARNS_EVERY) {
      past.bucket = sample.effective;
      learn(past, place, sample);
    }
  }

  private static void learn(Series past, int place, Sample sample) {
    long day = Days.day(sample);
    if (past.at[place] != day) {
      past.at[place] = day;
      past.at[place + 1]++;
    }
    double readings = ++past.value[place + 2];
    if (readings == 1) {
      past.value[place] = sample.value;
      past.value[place + 1] = SPREAD_LEAST;
      return;
    }
    double step = Math.max(STEP_LEAST, STEP_FIRST / readings);
    past.value[place] += step * Math.signum(sample.value - past.value[place]);
    double distance = Math.abs(sample.value - past.value[place]);
    past.value[place + 1] += step * Math.signum(distance - past.value[place + 1]);
  }

  @Override
  public Basis basis(int made, Series past) {
    return past.comparison();
  }
}
