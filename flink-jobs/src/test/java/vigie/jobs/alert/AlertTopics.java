package vigie.jobs.alert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.Topic;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.jobs.kafka.RecordType;
import vigie.reading.PatientId;

/** The job's topics on a real broker, as the other programs see them. */
final class AlertTopics implements AutoCloseable {
  private final Map<String, Object> client;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> underway = new ArrayList<>();

  AlertTopics(String bootstrapServers) {
    client = Map.of("bootstrap.servers", bootstrapServers);
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Creates those that are missing. */
  void create() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topic.ALL.stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(
                  topic ->
                      new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1)
                          .configs(topic.settings()))
              .toList();
      admin.createTopics(missing).all().get();
    }
  }

  <T> void send(RecordType<T> type, T record) {
    send(
        new ProducerRecord<>(
            type.topic(),
            type.key(record).getBytes(StandardCharsets.UTF_8),
            type.codec().encode(record)));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    underway.add(producer.send(record));
  }

  /** Waits until the broker has all that was sent. */
  void flush() throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> one : underway) {
      one.get();
    }
    underway.clear();
  }

  /** What became of the patient's alerts, each transition once. */
  List<AlertTransition> alerts(PatientId patient) {
    return alerts().stream().filter(alert -> alert.patient().equals(patient)).toList();
  }

  /** Whom the job told about the patient, each notification once. */
  List<Notification> notifications(PatientId patient) {
    Set<UUID> seen = new HashSet<>();
    return all(RecordType.NOTIFICATION).stream()
        .filter(notification -> notification.patient().equals(patient))
        .filter(notification -> seen.add(notification.id()))
        .toList();
  }

  /** What became of all alerts, each transition once. */
  List<AlertTransition> alerts() {
    Set<String> seen = new HashSet<>();
    return all(RecordType.ALERT).stream()
        .filter(alert -> seen.add(alert.alert() + "/" + alert.sequence()))
        .toList();
  }

  /** All records there are, repeated ones too. */
  <T> List<T> all(RecordType<T> type) {
    return appended(type).stream().map(Appended::record).toList();
  }

  /** What was appended to a topic, and when. */
  record Appended<T>(T record, Instant at) {}

  /** All records there are, repeated ones too, with their times. */
  <T> List<Appended<T>> appended(RecordType<T> type) {
    List<Appended<T>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(type.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    records.add(
                        new Appended<>(
                            type.codec().decode(record.value()),
                            Instant.ofEpochMilli(record.timestamp()))));
      }
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
  }
}
