package vigie.api.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;

/** Sends records to Kafka, durable when the answer comes. Safe to share between threads. */
@Singleton
public final class KafkaPublisher {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private final KafkaProducer<String, byte[]> producer;

  /** Connects in the background. */
  public KafkaPublisher(ApiConfig config) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.kafkaBootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "vigie-api",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                10_000),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends one record; records of one key stay in order.
   *
   * @param value null for a tombstone
   * @return done when all replicas have it; fails within some ten seconds otherwise
   */
  public CompletableFuture<Void> send(String topic, String key, byte @Nullable [] value) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      Future<?> unused = // The callback tells what becomes of it.
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (metadata, failure) -> {
                if (failure == null) {
                  sent.complete(null);
                } else {
                  sent.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent.orTimeout(15, TimeUnit.SECONDS);
  }

  @PreDestroy
  void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
