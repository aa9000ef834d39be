package vigie.api.live;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Places of alert transitions that repeat an earlier one (transport is at least once), so that a
 * replay leaves them out as the live feed did. The latest {@value #KEPT}. Safe for many threads.
 */
final class Repeats {
  private static final int KEPT = 100_000;

  private final Set<Place> places = new LinkedHashSet<>();

  synchronized void add(int partition, long offset) {
    places.add(new Place(partition, offset));
    if (places.size() > KEPT) {
      var oldest = places.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized boolean contains(int partition, long offset) {
    return places.contains(new Place(partition, offset));
  }

  private record Place(int partition, long offset) {}
}
