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
 * Ends a person's connection when the token that it began with ends, or the token's session does:
 * whoever goes on listening signs in anew, as with the API's live feed. Safe for many threads.
 */
final class ArtemisTokenEnds {
  private static final Logger LOG = LoggerFactory.getLogger(ArtemisTokenEnds.class);

  private final Map<RemotingConnection, People.Proof> proofs = new ConcurrentHashMap<>();
  private final EndedSessions ended;

  ArtemisTokenEnds(EndedSessions ended) {
    this.ended = ended;
  }

  /** From now on this connection ends with it. One that is gone before is forgotten then too. */
  void note(RemotingConnection connection, People.Proof proof) {
    proofs.put(connection, proof);
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
        timer.scheduleWithFixedDelay(() -> endOver(clock.instant()), 1, 1, TimeUnit.SECONDS);
  }

  private static void end(RemotingConnection connection) {
    try {
      connection.fail(new ActiveMQException("the token or its session has ended"));
    } catch (RuntimeException e) {
      // The others still have to end.
      LOG.error("A connection whose token or session has ended could not be cut", e);
    }
  }

  private void endOver(Instant now) {
    proofs.forEach(
        (connection, proof) -> {
          if (!now.isBefore(proof.until()) || ended.contains(proof.session())) {
            proofs.remove(connection);
            end(connection);
          }
        });
  }
}
