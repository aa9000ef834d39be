package vigie.cli.bench;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.device.Credential;
import vigie.device.DeviceBinding;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.PatientKey;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/** Kafka before and during a benchmark: makes what is needed, and counts records. */
final class KafkaBenchSide implements AutoCloseable {
  private final Map<String, Object> settings;
  private final MasterKey master;
  private final KafkaConsumer<byte[], byte[]> counting;
  private final Map<String, List<TopicPartition>> partitions = new HashMap<>();

  KafkaBenchSide(String bootstrapServers, MasterKey master) {
    this.master = master;
    settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    counting =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Makes topics with as many partitions as the system's own. */
  void makeTopics(Collection<String> names) throws InterruptedException {
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(
              names.stream().map(name -> new NewTopic(name, Topic.PARTITIONS, (short) 1)).toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka made no topics: " + e.getMessage(), e);
    }
  }

  /** Binds each device to a patient of its own, who has a key and consented to everything. */
  // What is lost shows when a device signs in or is refused.
  @SuppressWarnings("FutureReturnValueIgnored")
  void bind(Map<String, String> secretsByDevice) {
    SecureRandom random = new SecureRandom();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      secretsByDevice.forEach(
          (device, secret) -> {
            PatientId patient = new PatientId(UUID.randomUUID());
            producer.send(
                KafkaSeal.plain(
                    Topics.PATIENT_KEY,
                    patient.toString(),
                    master.wrap(patient.value(), PatientKey.random(random))));
            producer.send(
                new ProducerRecord<>(
                    Topics.PATIENT,
                    patient.toString().getBytes(StandardCharsets.UTF_8),
                    Codecs.PATIENT.encode(profile(patient))));
            producer.send(
                new ProducerRecord<>(
                    Topics.DEVICE,
                    device.getBytes(StandardCharsets.UTF_8),
                    Codecs.DEVICE.encode(
                        new DeviceBinding(
                            new DeviceId(device),
                            patient,
                            "bench",
                            Duration.ofMinutes(1),
                            Credential.of(secret, random),
                            true,
                            Instant.EPOCH))));
          });
    }
  }

  /** Records in a topic. */
  long count(String topic) {
    List<TopicPartition> all =
        partitions.computeIfAbsent(
            topic,
            name ->
                counting.partitionsFor(name).stream()
                    .map(info -> new TopicPartition(name, info.partition()))
                    .toList());
    return counting.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    counting.close();
  }

  private static PatientProfile profile(PatientId patient) {
    return new PatientProfile(
        patient, 1, EnumSet.allOf(Category.class), null, null, List.of(), Set.of());
  }
}
