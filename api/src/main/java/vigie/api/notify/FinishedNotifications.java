package vigie.api.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vigie.alert.Delivery;

/**
 * Notifications that need nothing more, so that one repeated by the stream is not sent twice. The
 * latest {@value #KEPT}. Safe for many threads.
 */
final class FinishedNotifications {
  private static final int KEPT = 200_000;

  private final Set<UUID> finished =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
              return size() > KEPT;
            }
          });

  /** Notes an outcome: whoever was told once, or cannot be, is not told again. */
  synchronized void note(Delivery delivery) {
    if (delivery.channel().decides()
        && (delivery.outcome() == Delivery.Outcome.DELIVERED
            || delivery.outcome() == Delivery.Outcome.FAILED)) {
      finished.add(delivery.notification());
    }
  }

  /** Notes that nothing more will be tried for it; false when that was known. */
  synchronized boolean add(UUID notification) {
    return finished.add(notification);
  }

  synchronized boolean contains(UUID notification) {
    return finished.contains(notification);
  }
}
