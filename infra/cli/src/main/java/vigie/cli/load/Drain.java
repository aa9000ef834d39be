package vigie.cli.load;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a burst's backlog went away, at one place that the readings reach. The backlog is what was
 * sent and has not arrived there. It is gone when it is as small as it usually was before the
 * burst; usual is the median of the sustained phase and a second's readings more, because they
 * arrive in portions.
 *
 * @param backlog readings beyond the usual at the burst's end
 * @param seconds from the burst's end until it was gone; null when it never was
 * @param fullRate the most readings a second that arrived over {@value #RATE_SECONDS} seconds
 *     during which there was a backlog; null when it did not last so long
 * @param idealSeconds the time in which the full rate, less the sustained rate that goes on, works
 *     the backlog off; null without a full rate above that
 * @param ratio the time taken by the ideal time; null without one
 */
record Drain(
    long backlog,
    @Nullable Double seconds,
    @Nullable Double fullRate,
    @Nullable Double idealSeconds,
    @Nullable Double ratio) {
  static final int RATE_SECONDS = 5;

  /**
   * How it stood at a time.
   *
   * @param seconds the time
   * @param phase what was being sent
   * @param sent good readings sent
   * @param arrived readings that have arrived
   */
  record Point(double seconds, LoadPhase phase, long sent, long arrived) {
    long backlog() {
      return sent - arrived;
    }
  }

  /** From points in the order of time, about one a second. */
  static Drain of(List<Point> points, int sustainedRate) {
    long usual = usual(points) + sustainedRate;
    Predicate<Point> behind = point -> point.backlog() > usual;
    List<Point> after = points.stream().filter(point -> point.phase() == LoadPhase.AFTER).toList();
    if (after.isEmpty()) {
      return new Drain(0, null, null, null, null);
    }
    Point end = after.get(0);
    long backlog = Math.max(0, end.backlog() - usual);
    Double seconds =
        after.stream()
            .filter(behind.negate())
            .findFirst()
            .map(point -> point.seconds() - end.seconds())
            .orElse(null);
    Double fullRate = fullRate(points, behind);
    Double ideal =
        fullRate == null || fullRate <= sustainedRate ? null : backlog / (fullRate - sustainedRate);
    Double ratio = seconds == null || ideal == null || ideal == 0 ? null : seconds / ideal;
    return new Drain(backlog, seconds, fullRate, ideal, ratio);
  }

  /** Whether the backlog of a burst has gone. */
  boolean gone() {
    return seconds != null;
  }

  @Override
  public String toString() {
    return "backlog %,d, drained in %s s, full rate %s/s, ideal %s s, ratio %s"
        .formatted(
            backlog,
            text(seconds),
            text(fullRate),
            text(idealSeconds),
            ratio == null ? "-" : "%.2f".formatted(ratio));
  }

  private static String text(@Nullable Double value) {
    return value == null ? "-" : "%.1f".formatted(value);
  }

  private static long usual(List<Point> points) {
    long[] sorted =
        points.stream()
            .filter(point -> point.phase() == LoadPhase.SUSTAINED)
            .mapToLong(Point::backlog)
            .sorted()
            .toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private static @Nullable Double fullRate(List<Point> points, Predicate<Point> behind) {
    Double highest = null;
    int begin = 0;
    for (int i = 0; i < points.size(); i++) {
      Point to = points.get(i);
      if (!behind.test(to) || to.phase().compareTo(LoadPhase.BURST) < 0) {
        begin = i + 1;
        continue;
      }
      // The shortest stretch that is long enough.
      while (to.seconds() - points.get(Math.min(begin + 1, i)).seconds() >= RATE_SECONDS) {
        begin++;
      }
      Point from = points.get(begin);
      double length = to.seconds() - from.seconds();
      if (length >= RATE_SECONDS) {
        double rate = (to.arrived() - from.arrived()) / length;
        highest = highest == null ? rate : Math.max(highest, rate);
      }
    }
    return highest;
  }
}
