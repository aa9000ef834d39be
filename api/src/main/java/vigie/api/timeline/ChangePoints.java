package vigie.api.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where a series shifts to another level. Descriptive: it says that the values before and after
 * differ, not why, and raises no alert. Pure.
 *
 * <p>The test is A. N. Pettitt's, "A Non-Parametric Approach to the Change-Point Problem", Applied
 * Statistics 28 (1979), 126-135: by ranks, so that outliers and the shape of the distribution
 * matter little. Each half is then searched again (binary segmentation; L. Vostrikova, Soviet
 * Mathematics Doklady 24 (1981), 55-59). The test takes values to be independent; buckets that lie
 * near each other are not, so that slow drifts are found as shifts too.
 */
final class ChangePoints {
  /** Above this chance a shift is taken for none. */
  static final double CHANCE_MAX = 0.01;

  /** A level is told by no fewer buckets. */
  static final int LEVEL_MIN = 6;

  /** How many shifts of one series are told: the first found are the clearest. */
  static final int SHIFTS_MAX = 20;

  private ChangePoints() {}

  /** One bucket's value. */
  record Point(Instant at, double value) {}

  /**
   * A shift.
   *
   * @param at the first bucket of the new level
   * @param before median of the level that ends
   * @param after median of the level that begins
   * @param chance of a shift as clear in a series without any, by Pettitt's approximation
   */
  record Shift(Instant at, double before, double after, double chance) {}

  private record Cut(int at, double chance) {}

  /**
   * The shifts of a series.
   *
   * @param series by time
   * @return by time
   */
  static List<Shift> of(List<Point> series) {
    double[] values = series.stream().mapToDouble(Point::value).toArray();
    List<Cut> cuts = new ArrayList<>();
    search(values, 0, values.length, cuts);
    cuts.sort(Comparator.comparingInt(Cut::at));
    List<Shift> shifts = new ArrayList<>(cuts.size());
    for (int i = 0; i < cuts.size(); i++) {
      int from = i == 0 ? 0 : cuts.get(i - 1).at();
      int at = cuts.get(i).at();
      int to = i == cuts.size() - 1 ? values.length : cuts.get(i + 1).at();
      shifts.add(
          new Shift(
              series.get(at).at(),
              median(values, from, at),
              median(values, at, to),
              cuts.get(i).chance()));
    }
    return shifts;
  }

  private static void search(double[] values, int from, int to, List<Cut> cuts) {
    int n = to - from;
    if (n < 2 * LEVEL_MIN || cuts.size() >= SHIFTS_MAX) {
      return;
    }
    double[] ranks = ranks(values, from, to);
    double statistic = 0;
    double sum = 0;
    int at = -1;
    for (int i = 0; i < n - LEVEL_MIN; i++) {
      sum += ranks[i];
      // Pettitt's U after i + 1 values, in its form of ranks.
      double u = Math.abs(2 * sum - (i + 1) * (n + 1.0));
      if (i + 1 >= LEVEL_MIN && u > statistic) {
        statistic = u;
        at = from + i + 1;
      }
    }
    double cubes = (double) n * n * n + (double) n * n;
    double chance = Math.min(1, 2 * Math.exp(-6 * statistic * statistic / cubes));
    if (at < 0 || chance > CHANCE_MAX) {
      return;
    }
    cuts.add(new Cut(at, chance));
    search(values, from, at, cuts);
    search(values, at, to, cuts);
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  private static double[] ranks(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int n = sorted.length;
    double[] rankAt = new double[n];
    for (int i = 0; i < n; ) {
      int end = i + 1;
      while (end < n && sorted[end] == sorted[i]) {
        end++;
      }
      Arrays.fill(rankAt, i, end, (i + 1 + end) / 2.0);
      i = end;
    }
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = rankAt[Arrays.binarySearch(sorted, values[from + i])];
    }
    return ranks;
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
