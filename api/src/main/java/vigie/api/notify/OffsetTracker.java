package vigie.api.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which offsets may be committed while records are finished out of order: in each partition those
 * before the first unfinished one. Safe for many threads.
 */
final class OffsetTracker {
  private final Map<Integer, TreeMap<Long, Boolean>> partitions = new HashMap<>();
  private int unfinished;

  /** A record has been taken up; in offset order within a partition. */
  synchronized void begin(int partition, long offset) {
    if (partitions.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, false) == null) {
      unfinished++;
    }
  }

  /** A record is finished. One of a partition given up meanwhile is ignored. */
  synchronized void done(int partition, long offset) {
    TreeMap<Long, Boolean> offsets = partitions.get(partition);
    if (offsets != null && Boolean.FALSE.equals(offsets.replace(offset, true))) {
      unfinished--;
    }
  }

  /** Per partition the next offset to commit, where it moved since the last call. */
  synchronized Map<Integer, Long> committable() {
    Map<Integer, Long> next = new HashMap<>();
    partitions.forEach(
        (partition, offsets) -> {
          while (!offsets.isEmpty() && offsets.firstEntry().getValue()) {
            next.put(partition, offsets.pollFirstEntry().getKey() + 1);
          }
        });
    return next;
  }

  /** The partition is another reader's now. */
  synchronized void giveUp(int partition) {
    TreeMap<Long, Boolean> offsets = partitions.remove(partition);
    if (offsets != null) {
      unfinished -= (int) offsets.values().stream().filter(done -> !done).count();
    }
  }

  /** How many records are under way. */
  synchronized int unfinished() {
    return unfinished;
  }
}
