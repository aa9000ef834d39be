package vigie.cli.load;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import vigie.Topics;

/** Counts a run's refused readings in the dead letter. */
final class KafkaRejected {
  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrap;

  KafkaRejected(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** How many readings under these keys, of patients or devices, were refused since then. */
  long count(Set<String> keys, Instant since) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.REJECTED).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
      Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
      long count = 0;
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp begin = begins.get(partition);
        long end = ends.getOrDefault(partition, 0L);
        if (begin != null && begin.offset() < end) {
          count += count(consumer, partition, begin.offset(), end, keys);
        }
      }
      return count;
    }
  }

  private static long count(
      Consumer<String, byte[]> consumer,
      TopicPartition partition,
      long begin,
      long end,
      Set<String> keys) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, begin);
    long count = 0;
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && keys.contains(record.key())) {
          count++;
        }
      }
    }
    return count;
  }
}
