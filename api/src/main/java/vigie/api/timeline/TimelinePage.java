package vigie.api.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of several sources in one order. It ends between two instants, never within one, so that
 * the next begins where this ends whatever arrives meanwhile. Pure.
 *
 * @param entries by {@link TimelineEntry#ORDER}; empty with a next one when more lies at the next
 *     instant than a page holds: that instant is then to be shown whole
 * @param next where the next page begins; null at the end
 */
record TimelinePage(List<TimelineEntry> entries, @Nullable Instant next) {
  /**
   * Puts sources together.
   *
   * @param sources each by time, and asked for one more than the limit
   * @param limit how many entries at most
   */
  static TimelinePage of(List<List<TimelineEntry>> sources, int limit) {
    Instant end = null;
    for (List<TimelineEntry> source : sources) {
      if (source.size() > limit) {
        // From here on this source may hold more than it gave.
        end = earlier(end, source.get(limit).at());
      }
    }
    List<TimelineEntry> entries = new ArrayList<>();
    for (List<TimelineEntry> source : sources) {
      addBefore(source, end, entries);
    }
    entries.sort(TimelineEntry.ORDER);
    if (entries.size() > limit) {
      end = entries.get(limit).at();
      List<TimelineEntry> fewer = new ArrayList<>(limit);
      addBefore(entries, end, fewer);
      entries = fewer;
    }
    return new TimelinePage(List.copyOf(entries), end);
  }

  private static void addBefore(
      List<TimelineEntry> from, @Nullable Instant end, List<TimelineEntry> to) {
    for (TimelineEntry entry : from) {
      if (end == null || entry.at().isBefore(end)) {
        to.add(entry);
      }
    }
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
