package vigie.api.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.PatientKey;

/** Sends records to Kafka, durable when the answer comes. Safe to share between threads. */
@Singleton
public final class KafkaPublisher {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  /** A patient's key is made with the patient, and here a relay and a read later. */
  private static final Duration KEY_PATIENCE = Duration.ofSeconds(5);

  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;
  private final KafkaProducer<byte[], byte[]> producer;

  /** A patient has no key, so that what is about them cannot be sealed; nothing was sent. */
  public static final class NoKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoKeyException(UUID patient) {
      super("patient " + patient + " has no key");
    }
  }

  /** Connects in the background. */
  public KafkaPublisher(ApiConfig config, KafkaPatientKeys keys, KafkaSeal seal) {
    this.keys = keys;
    this.seal = seal;
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
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends one record, sealed with the patient's key; waits some seconds for a key that was made
   * just now. Of a patient whose key is destroyed nothing is sent, and that is done at once.
   *
   * @return as {@link #send}; fails with NoKeyException when there is no key
   */
  public CompletableFuture<Void> sendSealed(UUID patient, String topic, String key, byte[] value) {
    PatientKey secret = keys.await(patient, KEY_PATIENCE);
    if (secret != null) {
      return send(seal.seal(secret, patient, topic, key, value));
    }
    return keys.destroyed(patient)
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(new NoKeyException(patient));
  }

  /**
   * Sends one record as it is; records of one key stay in order.
   *
   * @param value null for a tombstone
   * @return done when all replicas have it; fails within some ten seconds otherwise
   */
  public CompletableFuture<Void> send(String topic, String key, byte @Nullable [] value) {
    return send(KafkaSeal.plain(topic, key, value));
  }

  private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      Future<?> unused = // The callback tells what becomes of it.
          producer.send(
              record,
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
