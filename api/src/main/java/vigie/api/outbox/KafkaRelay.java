package vigie.api.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the outbox to Kafka: at once when woken, else looks every half second. */
@Singleton
public final class KafkaRelay {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRelay.class);
  private static final int BATCH_RECORDS = 500;
  private static final long IDLE_MILLIS = 500;
  private static final long BACK_OFF_MILLIS_MAX = 5_000;

  private final JdbcOutbox outbox;
  private final KafkaPublisher publisher;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "outbox-relay");
  private volatile boolean running = true;

  /** Wired by the program. */
  public KafkaRelay(JdbcOutbox outbox, KafkaPublisher publisher) {
    this.outbox = outbox;
    this.publisher = publisher;
    thread.setDaemon(true);
  }

  /** Begins to carry. */
  public void start() {
    thread.start();
  }

  /** Says that there is something to carry. */
  public void wake() {
    woken.release();
  }

  private void run() {
    long waitMillis = IDLE_MILLIS;
    while (running) {
      try {
        int sent = outbox.relay(BATCH_RECORDS, this::send);
        waitMillis = sent == BATCH_RECORDS ? 0 : IDLE_MILLIS;
      } catch (RuntimeException e) {
        waitMillis = Math.min(BACK_OFF_MILLIS_MAX, Math.max(IDLE_MILLIS, waitMillis * 2));
        LOG.warn("outbox waits retry-millis={} cause={}", waitMillis, e.toString());
      }
      try {
        if (woken.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
          woken.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void send(List<JdbcOutbox.Entry> entries) {
    CompletableFuture.allOf(
            entries.stream()
                .map(entry -> publisher.send(entry.topic(), entry.key(), entry.value()))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    running = false;
    wake();
    thread.join(TimeUnit.SECONDS.toMillis(3));
  }
}
