package vigie.api.watchdog;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the last test alerts fared. Safe for many threads. */
@Singleton
final class WatchdogState {
  private @Nullable Instant arrivedAt;
  private @Nullable Instant lostAt;
  private Probe.@Nullable Place place;

  WatchdogState() {}

  synchronized void arrived(Instant now) {
    arrivedAt = now;
    lostAt = null;
    place = null;
  }

  synchronized void lost(Probe.Place where, Instant now) {
    lostAt = now;
    place = where;
  }

  /** Whether the last one was lost. */
  synchronized boolean alarmed() {
    return lostAt != null;
  }

  /** In words, by name; without what is not known. */
  synchronized Map<String, Object> words() {
    Map<String, Object> words = new LinkedHashMap<>();
    if (arrivedAt != null) {
      words.put("lastArrived", arrivedAt.toString());
    }
    if (lostAt != null && place != null) {
      words.put("lastLost", lostAt.toString());
      words.put("lostAt", place.name());
    }
    return words;
  }
}
