package vigie.api.timeline;

import java.util.Arrays;
import java.util.List;

/**
 * Whether daily values rise or fall. Descriptive: it raises no alert. Pure.
 *
 * <p>The direction is by the test of H. B. Mann (Econometrica 13 (1945), 245-259) and M. G. Kendall
 * (Rank Correlation Methods, 4th ed. 1975), two-sided at 5 %, its variance corrected for ties; the
 * slope is P. K. Sen's median of all slopes (Journal of the American Statistical Association 63
 * (1968), 1379-1389).
 *
 * @param direction up, down or neither
 * @param perDay slope, in the metric's unit per day
 * @param days with values, of those looked at
 */
public record Trend(Direction direction, double perDay, int days) {
  /** Fewer days tell nothing: Mann and Kendall's normal approximation begins there. */
  static final int DAYS_MIN = 10;

  private static final double NORMAL_TWO_SIDED_5_PERCENT = 1.96;

  /** Which way. */
  public enum Direction {
    RISING,
    FALLING,
    STEADY,
    /** Too few days. */
    UNKNOWN
  }

  /** A day's mean; days are counted from anywhere. */
  record Day(long day, double value) {}

  /**
   * The trend of these days.
   *
   * @param days by time, each once
   */
  static Trend of(List<Day> days) {
    int n = days.size();
    if (n < DAYS_MIN) {
      return new Trend(Direction.UNKNOWN, 0, n);
    }
    double[] slopes = new double[n * (n - 1) / 2];
    int found = 0;
    int score = 0;
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        double rise = days.get(k).value() - days.get(i).value();
        score += (int) Math.signum(rise);
        slopes[found++] = rise / (days.get(k).day() - days.get(i).day());
      }
    }
    Arrays.sort(slopes);
    double slope =
        found % 2 == 1 ? slopes[found / 2] : (slopes[found / 2 - 1] + slopes[found / 2]) / 2;
    double variance = (n * (n - 1.0) * (2 * n + 5) - ties(days)) / 18;
    double z = variance <= 0 ? 0 : (score - Math.signum(score)) / Math.sqrt(variance);
    Direction direction = Direction.STEADY;
    if (Math.abs(z) > NORMAL_TWO_SIDED_5_PERCENT) {
      direction = z > 0 ? Direction.RISING : Direction.FALLING;
    }
    return new Trend(direction, slope, n);
  }

  private static double ties(List<Day> days) {
    double[] values = days.stream().mapToDouble(Day::value).sorted().toArray();
    double sum = 0;
    for (int i = 0; i < values.length; ) {
      int end = i + 1;
      while (end < values.length && values[end] == values[i]) {
        end++;
      }
      double t = end - i;
      sum += t * (t - 1) * (2 * t + 5);
      i = end;
    }
    return sum;
  }
}
