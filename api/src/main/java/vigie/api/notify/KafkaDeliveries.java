package vigie.api.notify;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.api.outbox.KafkaPublisher;
import vigie.codec.Codecs;

/** Tells outcomes on their topic, trying until Kafka has them. */
final class KafkaDeliveries implements DeliveryReport {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDeliveries.class);
  private static final long PAUSE_SECONDS = 1;

  private final KafkaPublisher publisher;
  private final ScheduledExecutorService timer;

  KafkaDeliveries(KafkaPublisher publisher, ScheduledExecutorService timer) {
    this.publisher = publisher;
    this.timer = timer;
  }

  @Override
  public CompletableFuture<Void> tell(Delivery delivery) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    send(delivery.patient().value(), Codecs.DELIVERY.encode(delivery), told);
    return told;
  }

  private void send(UUID patient, byte[] value, CompletableFuture<Void> told) {
    var unused =
        publisher
            .sendSealed(patient, Topics.DELIVERY, patient.toString(), value)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    told.complete(null);
                  } else if (failure instanceof KafkaPublisher.NoKeyException) {
                    // Who is no patient any more is waiting for nothing.
                    LOG.warn("outcome not told: {}", failure.getMessage());
                    told.complete(null);
                  } else {
                    LOG.warn("outcome not told yet, trying again: {}", failure.toString());
                    var unusedLater =
                        timer.schedule(
                            () -> send(patient, value, told), PAUSE_SECONDS, TimeUnit.SECONDS);
                  }
                });
  }
}
