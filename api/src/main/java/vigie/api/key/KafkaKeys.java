package vigie.api.key;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.DaemonThreads;
import vigie.api.outbox.KafkaRelay;
import vigie.api.store.StoreException;
import vigie.key.KafkaPatientKeys;

/**
 * Starts the table of keys, and brings store and topic together once it is read: who has no key is
 * given one, and what the topic lost is sent again.
 */
@Singleton
public final class KafkaKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaKeys.class);
  private static final long RETRY_MILLIS = 200;

  private final KafkaPatientKeys keys;
  private final JdbcPatientKeys rows;
  private final KafkaRelay relay;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("patient-keys"));

  /** Wired by the program. */
  public KafkaKeys(KafkaPatientKeys keys, JdbcPatientKeys rows, KafkaRelay relay) {
    this.keys = keys;
    this.rows = rows;
    this.relay = relay;
  }

  /** Begins; the work is done in the background, as soon as Kafka answers. */
  public void start() {
    keys.start();
    worker.execute(this::bringTogether);
  }

  private void bringTogether() {
    try {
      if (keys.notReady().isEmpty()) {
        int made = rows.makeMissing(keys::wrapped);
        int sent = rows.publishLost(keys::has);
        relay.wake();
        LOG.info("patients' keys brought together made={} sent={}", made, sent);
        return;
      }
    } catch (StoreException e) {
      LOG.warn("patients' keys wait cause={}", e.toString());
    }
    if (!worker.isShutdown()) {
      var unused = worker.schedule(this::bringTogether, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void stop() {
    worker.shutdownNow();
  }
}
