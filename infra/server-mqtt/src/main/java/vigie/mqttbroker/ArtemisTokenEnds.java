package vigie.mqttbroker;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a person's session when the token that it began with ends: whoever goes on listening signs
 * in anew, as with the API's live feed. Safe for many threads.
 */
final class ArtemisTokenEnds {
  private static final Logger LOG = LoggerFactory.getLogger(ArtemisTokenEnds.class);

  private final Map<RemotingConnection, Instant> ends = new ConcurrentHashMap<>();

  /** From now on this connection ends then. One that is gone before is forgotten then too. */
  void note(RemotingConnection connection, Instant end) {
    ends.put(connection, end);
  }

  /** Looks every second, on a thread of its own that does not keep the program alive. */
  void watch(Clock clock) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "token-ends");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleWithFixedDelay(() -> endBefore(clock.instant()), 1, 1, TimeUnit.SECONDS);
  }

  private static void end(RemotingConnection connection) {
    try {
      connection.fail(new ActiveMQException("the token has ended"));
    } catch (RuntimeException e) {
      // The others still have to end.
      LOG.error("A session whose token has ended could not be cut", e);
    }
  }

  private void endBefore(Instant now) {
    ends.forEach(
        (connection, end) -> {
          if (!now.isBefore(end)) {
            ends.remove(connection);
            end(connection);
          }
        });
  }
}
