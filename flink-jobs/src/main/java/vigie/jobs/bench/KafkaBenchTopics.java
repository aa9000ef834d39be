package vigie.jobs.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.Topic;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.jobs.kafka.KafkaAccess;
import vigie.jobs.kafka.RecordType;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.PatientKey;
import vigie.patient.PatientProfile;
import vigie.reading.Reading;

/**
 * Fills the topics that the contenders read, readings sealed as they are everywhere, and counts
 * those that they write.
 */
final class KafkaBenchTopics implements AutoCloseable {
  /** Where the pass-through writes. */
  static final String PASSED = "vigie.bench.passed";

  private final String bootstrapServers;
  private final MasterKey master;
  private final KafkaPatientKeys keys;
  private final KafkaSeal seal;

  KafkaBenchTopics(KafkaAccess kafka) {
    this.bootstrapServers = kafka.bootstrapServers();
    this.master = MasterKey.read(Path.of(kafka.patientKeysFile()));
    this.keys = new KafkaPatientKeys(bootstrapServers, "vigie-bench-keys", master).start();
    this.seal = new KafkaSeal(keys);
  }

  /** A reading's value in clear. */
  byte[] opened(ConsumerRecord<byte[], byte[]> record) {
    return Objects.requireNonNull(seal.open(record), "the benchmark erases nobody");
  }

  /** Refuses a Kafka that is in use: the job would watch what is there as well. */
  void fill(BenchPatients patients) throws ExecutionException, InterruptedException {
    long before = count(RecordType.READING.topic()) + count(RecordType.PATIENT.topic());
    if (before > 0) {
      throw new IllegalStateException(
          "Kafka at %s holds %d readings or profiles; the benchmark needs an empty one"
              .formatted(bootstrapServers, before));
    }
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(PASSED, Topic.PARTITIONS, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      SecureRandom random = new SecureRandom();
      List<PatientKey> secrets = new ArrayList<>();
      for (int patient = 0; patient < patients.patients(); patient++) {
        PatientProfile profile = patients.profile(patient);
        PatientKey secret = PatientKey.random(random);
        secrets.add(secret);
        UUID id = profile.patient().value();
        send(producer, KafkaSeal.plain(Topics.PATIENT_KEY, id.toString(), master.wrap(id, secret)));
        send(
            producer,
            KafkaSeal.plain(Topics.PATIENT, id.toString(), Codecs.PATIENT.encode(profile)));
      }
      for (int minute = 0; minute < patients.minutes(); minute++) {
        for (int patient = 0; patient < patients.patients(); patient++) {
          for (int metric = 0; metric < BenchPatients.METRICS_EACH; metric++) {
            Reading reading = patients.reading(patient, minute, metric);
            UUID id = reading.patient().value();
            byte[] value = Codecs.READING.encode(reading);
            send(
                producer,
                seal.seal(secrets.get(patient), id, Topics.READING, id.toString(), value));
          }
        }
      }
    }
    long written = count(RecordType.READING.topic());
    if (written != patients.readings()) {
      throw new IllegalStateException(
          "of %d readings %d are in Kafka".formatted(patients.readings(), written));
    }
  }

  /** Records in a topic. */
  long count(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  /** A consumer that is told what to read. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            64 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  // What is lost shows in the count.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  @Override
  public void close() {
    keys.close();
  }
}
