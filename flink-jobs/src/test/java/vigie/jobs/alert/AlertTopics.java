package vigie.jobs.alert;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.Topic;
import vigie.Topics;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.jobs.kafka.RecordType;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.PatientKey;
import vigie.local.junit.KafkaExtension;
import vigie.reading.PatientId;

/** The job's topics on a real broker, as the other programs see them. */
final class AlertTopics implements AutoCloseable {
  private final Map<String, Object> client;
  private final MasterKey master;
  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> underway = new ArrayList<>();

  AlertTopics(KafkaExtension kafka) {
    client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    master = MasterKey.read(kafka.patientKeysFile());
    keys = new KafkaPatientKeys(kafka.bootstrapServers(), "alert-topics-keys", master).start();
    seal = new KafkaSeal(keys);
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

  /** Makes the patient's key, as the API does. */
  PatientKey makeKey(PatientId patient) {
    PatientKey key = PatientKey.random(new SecureRandom());
    byte[] wrapped = master.wrap(patient.value(), key);
    send(KafkaSeal.plain(Topics.PATIENT_KEY, patient.toString(), wrapped));
    return key;
  }

  /** Destroys the patient's key, as an erasure does. */
  void destroyKey(PatientId patient) {
    send(KafkaSeal.plain(Topics.PATIENT_KEY, patient.toString(), null));
  }

  /** Sends a record sealed, as the gateway does. */
  <T> void sendSealed(RecordType<T> type, T record, PatientId patient, PatientKey key) {
    byte[] value = type.codec().encode(record);
    send(seal.seal(key, patient.value(), type.topic(), type.key(record), value));
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

  /** A topic's records as they lie there. */
  List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** What was appended to a topic, and when. */
  record Appended<T>(T record, Instant at) {}

  /** All records there are, repeated ones too, with their times. */
  <T> List<Appended<T>> appended(RecordType<T> type) {
    List<Appended<T>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : raw(type.topic())) {
      byte[] value = seal.open(each);
      if (value != null) {
        records.add(
            new Appended<>(type.codec().decode(value), Instant.ofEpochMilli(each.timestamp())));
      }
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    keys.close();
  }
}
