package vigie.gateway.bench;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.gateway.GatewayConfig;
import vigie.gateway.publish.KafkaReadingPublisher;

/** Writes messages as they came, by the gateway's own producer settings. */
final class KafkaRawSink {
  private static final int TRIES_MAX = 30;

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  KafkaRawSink(GatewayConfig config, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            KafkaReadingPublisher.settings(
                config.kafkaBootstrapServers(),
                config.clientId(0),
                config.deliveryTimeout(),
                config.linger(),
                config.bufferBytes()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    // The first message must not wait for it, as it does not at the gateway.
    awaitTopic();
  }

  /** The gateway's producer waits for a second only, and a busy machine may take longer. */
  private void awaitTopic() {
    for (int tries = 1; ; tries++) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (TimeoutException e) {
        if (tries == TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  /** Runs {@code kept} when Kafka has acknowledged; ends the program when it refuses. */
  // The callback is told what the future would tell.
  @SuppressWarnings("FutureReturnValueIgnored")
  void send(String mqttTopic, byte[] payload, Runnable kept) {
    producer.send(
        new ProducerRecord<>(topic, mqttTopic.getBytes(StandardCharsets.UTF_8), payload),
        (metadata, refusal) -> {
          if (refusal != null) {
            System.err.println("Kafka refused: " + refusal.getMessage());
            Runtime.getRuntime().halt(1);
          }
          kept.run();
        });
  }
}
