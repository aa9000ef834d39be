package vigie.engine.sample;

import java.util.Comparator;
import java.util.List;
import vigie.reading.Metric;

/**
 * What counts of intervals of sleep that overlap, so that no minute of a night counts twice (C-02).
 * Of two that overlap one stands before the other, and of the other only the time outside the first
 * counts; sleep is taken as spread evenly over its interval. The order: what has been summed
 * already; values not in doubt; the sources that the patient ranked, as ranked; then the longer
 * interval, but of stages, which are short whatever they are worth, the source whose name comes
 * first. What counts of an interval depends on those that overlap it alone, never on the order in
 * which they came. Pure.
 *
 * @param ranked devices, the preferred one first
 * @param stages whether the intervals are a night's stages, and not sessions
 */
public record SleepMerge(List<String> ranked, boolean stages) {
  /** An interval longer than this is compared with others in its last part only. */
  public static final long LONGEST_MILLIS = Days.DAY;

  /** Copies what could change. */
  public SleepMerge {
    ranked = List.copyOf(ranked);
  }

  /** The merge of what is sent of this metric. */
  public static SleepMerge of(Metric metric, List<String> ranked) {
    return new SleepMerge(ranked, metric.coded());
  }

  /**
   * The share of an interval that counts.
   *
   * @param all intervals of the same kind, that one among them; those that do not overlap it change
   *     nothing
   * @return 0 to 1
   */
  public double share(SleepSession of, List<SleepSession> all) {
    Comparator<SleepSession> order = order();
    List<SleepSession> before =
        all.stream()
            .filter(other -> other.begin < of.end && other.end > of.begin)
            .filter(other -> order.compare(other, of) < 0)
            .sorted(Comparator.comparingLong(other -> other.begin))
            .toList();
    if (of.begin == of.end) {
      return before.isEmpty() ? 1 : 0;
    }
    long covered = 0;
    long reached = of.begin;
    for (SleepSession other : before) {
      long from = Math.max(other.begin, reached);
      long to = Math.min(other.end, of.end);
      if (to > from) {
        covered += to - from;
        reached = to;
      }
    }
    return 1 - (double) covered / (of.end - of.begin);
  }

  /** Whether one interval stands before another. */
  boolean before(SleepSession one, SleepSession other) {
    return order().compare(one, other) < 0;
  }

  private Comparator<SleepSession> order() {
    Comparator<SleepSession> byRank =
        Comparator.<SleepSession, Boolean>comparing(session -> !session.settled)
            .thenComparing(session -> session.doubtful)
            .thenComparingInt(session -> place(session.device));
    Comparator<SleepSession> byLength =
        Comparator.comparingLong(session -> session.begin - session.end);
    Comparator<SleepSession> byName = Comparator.comparing(session -> session.device);
    return byRank
        .thenComparing(stages ? byName : byLength)
        .thenComparing(stages ? byLength : byName)
        .thenComparingLong(session -> session.begin)
        .thenComparingLong(session -> session.identity);
  }

  private int place(String device) {
    int place = ranked.indexOf(device);
    return place < 0 ? Integer.MAX_VALUE : place;
  }
}
