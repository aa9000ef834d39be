package vigie.api.live;

import java.time.Instant;
import java.util.UUID;

/** One open stream of somebody's own messages. Safe for many threads. */
public final class MessageStream {
  private final UUID person;
  private final UUID session;
  private final Instant expires;
  private final FrameSink sink;
  private boolean ended;

  /**
   * @param person whose messages
   * @param session in which they listen
   * @param expires when their token is over
   */
  MessageStream(UUID person, UUID session, Instant expires, FrameSink sink) {
    this.person = person;
    this.session = session;
    this.expires = expires;
    this.sink = sink;
  }

  UUID person() {
    return person;
  }

  UUID session() {
    return session;
  }

  boolean expired(Instant now) {
    return !now.isBefore(expires);
  }

  /** Hands on a message; ends the stream when it has no room for it. */
  synchronized void offer(Frame message, Runnable written) {
    if (!ended && !sink.offer(message, written)) {
      end(Ending.TOO_SLOW);
    }
  }

  /** Keeps the connection open. A full queue needs none. */
  synchronized void heartbeat() {
    if (!ended) {
      sink.offer(Frame.HEARTBEAT);
    }
  }

  /** Ends the stream; the first reason stands. */
  synchronized void end(Ending ending) {
    if (!ended) {
      ended = true;
      sink.end(ending.frame());
    }
  }
}
