package vigie.api.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.Topics;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;
import vigie.codec.Codecs;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.PatientKey;

/**
 * The engine between the real topics, as AlertJob has it between them, without Flink: readings,
 * profiles and commands in, alerts and notifications out.
 */
final class EngineOnKafka implements AutoCloseable {
  private static final Map<String, Integer> ORDER =
      Map.of(Topics.PATIENT, 0, Topics.READING, 1, Topics.ALERT_COMMAND, 2);

  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AlertLoop loop =
      new AlertLoop(new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60)));
  private final Thread thread = new Thread(this::run, "engine-on-kafka");
  private volatile boolean closed;

  /** Begins with what the topics hold from their beginning. */
  EngineOnKafka(String bootstrapServers, KafkaPatientKeys keys, KafkaSeal seal) {
    this.keys = keys;
    this.seal = seal;
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    List<TopicPartition> partitions =
        ORDER.keySet().stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    thread.start();
  }

  private void run() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(50))) {
        // Other tests have left theirs in these topics.
        if (SyntheticPeople.PATIENT.toString().equals(new String(each.key(), UTF_8))
            && each.value() != null) {
          byte[] value = Objects.requireNonNull(seal.open(each));
          loop.accept(input(each.topic(), value), Clock.systemUTC().millis(), new Publishing());
        }
      }
    }
    consumer.close();
    producer.close();
  }

  private static AlertInput input(String topic, byte[] value) {
    return switch (topic) {
      case Topics.PATIENT -> AlertInput.of(Codecs.PATIENT.decode(value));
      case Topics.READING -> AlertInput.of(Codecs.READING.decode(value));
      case Topics.ALERT_COMMAND -> AlertInput.of(Codecs.ALERT_COMMAND.decode(value));
      default -> throw new IllegalArgumentException(topic);
    };
  }

  /** What is decided, to where AlertJob puts it. */
  private final class Publishing implements AlertLoop.Listener {
    @Override
    public void changed(AlertTransition transition) {
      send(Topics.ALERT, transition.patient().toString(), Codecs.ALERT.encode(transition));
    }

    @Override
    public void notified(Notification notification) {
      send(
          Topics.NOTIFICATION,
          notification.patient().toString(),
          Codecs.NOTIFICATION.encode(notification));
    }

    private void send(String topic, String key, byte[] value) {
      UUID patient = SyntheticPeople.PATIENT;
      PatientKey secret = Objects.requireNonNull(keys.find(patient));
      var unused = producer.send(seal.seal(secret, patient, topic, key, value));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
