package vigie.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.reading.RejectedReading;

/** The dead letter as it stands now. */
final class KafkaRejections {
  private KafkaRejections() {}

  static Map<String, List<RejectedReading>> byDevice(
      String bootstrapServers, Path patientKeysFile) {
    Map<String, List<RejectedReading>> rejected = new HashMap<>();
    try (KafkaPatientKeys keys =
            new KafkaPatientKeys(
                    bootstrapServers, "rejections-keys", MasterKey.read(patientKeysFile))
                .start();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      KafkaSeal seal = new KafkaSeal(keys);
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.REJECTED).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  RejectedReading one =
                      Codecs.REJECTED.decode(Objects.requireNonNull(seal.open(record)));
                  rejected.computeIfAbsent(one.device(), device -> new ArrayList<>()).add(one);
                });
      }
    }
    return rejected;
  }
}
