package vigie.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.reading.RejectedReading;

/** The dead letter as it stands now. */
final class KafkaRejections {
  private KafkaRejections() {}

  static Map<String, List<RejectedReading>> byDevice(String bootstrapServers) {
    Map<String, List<RejectedReading>> rejected = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
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
                record ->
                    rejected
                        .computeIfAbsent(record.key(), device -> new ArrayList<>())
                        .add(Codecs.REJECTED.decode(record.value())));
      }
    }
    return rejected;
  }
}
