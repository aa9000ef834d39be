package vigie.api.session;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The ended sessions of which a token may still live, in memory, so that no request asks the
 * database: loaded at start, then told of each end. It holds no session for longer than a token
 * lives. Safe to share between threads.
 */
@Singleton
public final class SessionDirectory {
  private final Map<UUID, Instant> ended = new ConcurrentHashMap<>();
  private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

  /** Whether this session has been ended. */
  public boolean ended(UUID session) {
    return ended.containsKey(session);
  }

  /** Has somebody called, on the ending thread, for each session that ends from now on. */
  public void listen(Consumer<UUID> listener) {
    listeners.add(listener);
  }

  /**
   * Notes that a session has ended.
   *
   * @param until when its last token is over, and it need not be known any more
   */
  void end(UUID session, Instant until, Instant now) {
    ended.values().removeIf(over -> over.isBefore(now));
    ended.put(session, until);
    listeners.forEach(listener -> listener.accept(session));
  }

  /** Those that are known, each with until when it need be. */
  Map<UUID, Instant> known() {
    return Map.copyOf(ended);
  }

  /** How many are known. */
  int size() {
    return ended.size();
  }
}
