package vigie.e2e;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import vigie.Topics;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.codec.Codecs;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;

/** What the stream lets out about patients, and when it came out. */
final class KafkaOutlets implements AutoCloseable {
  /** A reading that was taken in, an alert's step or a decision to tell somebody. */
  record Outlet(
      String topic,
      UUID patient,
      Instant at,
      @Nullable AlertTransition step,
      @Nullable Notification notification) {
    @Nullable Cause cause() {
      return step == null ? null : step.cause();
    }

    /** What was decided, without anything of the patient. */
    String what() {
      if (step != null) {
        return step.phase() + " " + step.cause();
      }
      return notification == null ? "a reading" : notification.role() + " " + notification.reason();
    }

    @Nullable UUID recipient() {
      return notification == null ? null : notification.recipient();
    }
  }

  private final ConcurrentLinkedQueue<Outlet> outlets = new ConcurrentLinkedQueue<>();
  private final Clock clock = Clock.systemUTC();
  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;
  private final Thread reader;
  private volatile boolean ended;

  /** Reads from now on. */
  KafkaOutlets(String bootstrapServers, Path patientKeysFile) {
    keys =
        new KafkaPatientKeys(bootstrapServers, "outlets-keys", MasterKey.read(patientKeysFile))
            .start();
    seal = new KafkaSeal(keys);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(Topics.READING, Topics.ALERT, Topics.NOTIFICATION)) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    reader = new Thread(() -> read(consumer), "outlets");
    reader.start();
  }

  Stream<Outlet> of(String topic) {
    return outlets.stream().filter(outlet -> outlet.topic().equals(topic));
  }

  /** When this patient's alert was taken back for this cause; the end of time when it was not. */
  Instant takenBack(UUID patient, Cause cause) {
    return of(Topics.ALERT)
        .filter(outlet -> outlet.patient().equals(patient) && outlet.cause() == cause)
        .map(Outlet::at)
        .findFirst()
        .orElse(Instant.MAX);
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    try (consumer) {
      while (!ended) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> outlets.add(outlet(record)));
      }
    }
  }

  private Outlet outlet(ConsumerRecord<byte[], byte[]> record) {
    UUID patient = UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
    return switch (record.topic()) {
      // When it was taken in; the test itself may be late to read it.
      case Topics.READING ->
          new Outlet(record.topic(), patient, Instant.ofEpochMilli(record.timestamp()), null, null);
      case Topics.ALERT ->
          new Outlet(
              record.topic(), patient, clock.instant(), Codecs.ALERT.decode(opened(record)), null);
      default ->
          new Outlet(
              record.topic(),
              patient,
              clock.instant(),
              null,
              Codecs.NOTIFICATION.decode(opened(record)));
    };
  }

  private byte[] opened(ConsumerRecord<byte[], byte[]> record) {
    return Objects.requireNonNull(seal.open(record), "nobody is erased here");
  }

  @Override
  public void close() {
    ended = true;
    try {
      reader.join();
      keys.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
