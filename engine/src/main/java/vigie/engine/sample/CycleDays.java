package vigie.engine.sample;

import java.util.List;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * Menstrual cycles as FIGO counts them ({@code clinical.md} 2.3, CY): from the first day of one
 * bleeding to the first of the next; how far the shortest and the longest of the last year are
 * apart, once there are three; and which day of its bleeding a day is. Told by a day's record of
 * bleeding, so a cycle that goes on is told by its end.
 *
 * <p>A bleeding after more than five days without is another one, and a cycle of more than 180 days
 * is a gap in the records, not a cycle (project choices). Bleeding between periods is a metric of
 * its own and not looked at.
 */
final class CycleDays implements Derivation {
  private static final int DAYS_WITHOUT = 5;
  private static final int DAYS_MOST = 180;
  private static final int CYCLES_LEAST = 3;
  private static final int CYCLES_MOST = 16;
  private static final int YEAR = 365;

  private final int length = MetricCatalogue.standard().metric("cycle-length").number();
  private final int variation = MetricCatalogue.standard().metric("cycle-variation").number();
  private final int bleeding = MetricCatalogue.standard().metric("bleeding-days").number();

  @Override
  public List<String> sources() {
    return List.of("menstrual-period", "menstrual-flow");
  }

  @Override
  public List<String> makes() {
    return List.of("cycle-length", "cycle-variation", "bleeding-days");
  }

  /** The bucket is the first day of the bleeding, the sum its latest. */
  @Override
  public void derive(Series past, Sample sample, Derived out) {
    // The first code of both says that there is none.
    if (sample.quality == Quality.QUESTIONABLE || sample.value < 1) {
      return;
    }
    long day = Days.day(sample);
    boolean first = past.count == 0;
    if (first || day - (long) past.sum > DAYS_WITHOUT + 1) {
      if (!first) {
        close(past, day, out);
      }
      past.begin(day);
      past.count = 1;
    } else if (day <= (long) past.sum) {
      return;
    }
    past.sum = (double) day;
    out.add(bleeding, (double) (day - past.bucket + 1));
  }

  private void close(Series past, long day, Derived out) {
    double days = (double) (day - past.bucket);
    if (days > DAYS_MOST) {
      return;
    }
    past.dropBefore((day - YEAR) * Days.DAY);
    past.add(past.bucket * Days.DAY, days, CYCLES_MOST);
    out.add(length, days);
    if (past.size >= CYCLES_LEAST) {
      double shortest = days;
      double longest = days;
      for (int i = 0; i < past.size; i++) {
        shortest = Math.min(shortest, past.value[i]);
        longest = Math.max(longest, past.value[i]);
      }
      out.add(variation, longest - shortest);
    }
  }

  @Override
  public Basis basis(int made, Series past) {
    return Basis.of(past.size);
  }
}
