package vigie.api.live;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessDirectory;
import vigie.api.session.SessionDirectory;

/**
 * The streams of their own messages that people have open on this instance. What stands in a
 * message, and whether it may go out, is decided by who offers it. Safe for many threads.
 */
@Singleton
public final class MessageStreams {
  private final Map<UUID, Set<MessageStream>> byPerson = new ConcurrentHashMap<>();
  private final SessionDirectory sessions;
  private final AccessDirectory people;
  private volatile boolean ready;

  /**
   * @param sessions tells which have ended
   * @param people tells who is somebody
   */
  public MessageStreams(SessionDirectory sessions, AccessDirectory people) {
    this.sessions = sessions;
    this.people = people;
  }

  /** From now on every message is offered, so that streams can be opened. */
  public void open() {
    ready = true;
  }

  /** Whether streams can be opened. */
  public boolean ready() {
    return ready;
  }

  /**
   * Opens a stream.
   *
   * @param expires when the person's token is over
   * @return null when this person has too many open
   */
  public @Nullable MessageStream join(UUID person, UUID session, Instant expires, FrameSink sink) {
    MessageStream stream = new MessageStream(person, session, expires, sink);
    boolean[] joined = new boolean[1];
    byPerson.compute(
        person,
        (key, some) -> {
          Set<MessageStream> set = some == null ? ConcurrentHashMap.newKeySet() : some;
          joined[0] = set.size() < LiveHub.STREAMS_PER_PERSON_MAX && set.add(stream);
          return set;
        });
    return joined[0] ? stream : null;
  }

  /** Takes a stream out. */
  void leave(MessageStream stream) {
    byPerson.computeIfPresent(
        stream.person(), (key, some) -> some.remove(stream) && some.isEmpty() ? null : some);
  }

  /** Whether this person has a stream open. */
  public boolean listens(UUID person) {
    return byPerson.containsKey(person);
  }

  /**
   * Offers a message to all streams of a person.
   *
   * @param id of the message
   * @param json its body
   * @param written run for each stream, once its connection has the message
   */
  public void offer(UUID person, UUID id, String json, Runnable written) {
    Frame message = new Frame(id.toString(), "message", json);
    byPerson.getOrDefault(person, Set.of()).forEach(stream -> stream.offer(message, written));
  }

  /** Ends the streams whose token, session or person is over; call about every second. */
  void check(Instant now) {
    each(
        stream -> {
          // One that joined while its session was being ended was not told of it.
          if (sessions.ended(stream.session())) {
            stream.end(Ending.SESSION_ENDED);
          } else if (people.actor(stream.person()).isEmpty()) {
            stream.end(Ending.ACCESS_ENDED);
          } else if (stream.expired(now)) {
            stream.end(Ending.TOKEN_EXPIRED);
          }
        });
  }

  /** Ends the streams of a session at once. */
  void sessionEnded(UUID session) {
    each(
        stream -> {
          if (stream.session().equals(session)) {
            stream.end(Ending.SESSION_ENDED);
          }
        });
  }

  /** Sends every stream a sign of life. */
  void heartbeat() {
    each(MessageStream::heartbeat);
  }

  /** Ends all streams, telling them to come back. */
  void stop() {
    each(stream -> stream.end(Ending.STOPPING));
  }

  private void each(Consumer<MessageStream> action) {
    byPerson.values().forEach(some -> some.forEach(action));
  }
}
