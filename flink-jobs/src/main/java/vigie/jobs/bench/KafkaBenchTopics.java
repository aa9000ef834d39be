package vigie.jobs.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vigie.Topic;
import vigie.jobs.kafka.RecordType;

/** Fills the topics that the contenders read, and counts those that they write. */
final class KafkaBenchTopics {
  /** Where the pass-through writes. */
  static final String PASSED = "vigie.bench.passed";

  private final String bootstrapServers;

  KafkaBenchTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
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
      for (int patient = 0; patient < patients.patients(); patient++) {
        send(producer, RecordType.PATIENT, patients.profile(patient));
      }
      for (int minute = 0; minute < patients.minutes(); minute++) {
        for (int patient = 0; patient < patients.patients(); patient++) {
          for (int metric = 0; metric < BenchPatients.METRICS_EACH; metric++) {
            send(producer, RecordType.READING, patients.reading(patient, minute, metric));
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
  private static <T> void send(
      KafkaProducer<byte[], byte[]> producer, RecordType<T> type, T record) {
    producer.send(
        new ProducerRecord<>(
            type.topic(),
            type.key(record).getBytes(StandardCharsets.UTF_8),
            type.codec().encode(record)));
  }
}
