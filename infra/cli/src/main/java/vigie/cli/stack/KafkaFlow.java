package vigie.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vigie.Topic;
import vigie.Topics;

/** Asks Kafka how the flow stands: who is behind, and when the last reading came. */
final class KafkaFlow implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private static final Duration LAST_READING_PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Object> settings;
  private final Admin admin;

  KafkaFlow(String bootstrapServers) {
    this.settings =
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    this.admin = Admin.create(settings);
  }

  /** Records not yet taken, by consumer group. */
  Map<String, Long> lag() throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Long> lag = new TreeMap<>();
    for (GroupListing group : admin.listGroups().all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
      Map<TopicPartition, OffsetAndMetadata> taken =
          admin
              .listConsumerGroupOffsets(group.groupId())
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
      taken.values().removeIf(offset -> offset == null);
      Map<TopicPartition, Long> ends = ends(taken.keySet());
      long behind = 0;
      for (var entry : taken.entrySet()) {
        long end = ends.getOrDefault(entry.getKey(), 0L);
        behind += Math.max(0, end - entry.getValue().offset());
      }
      lag.put(group.groupId(), behind);
    }
    return lag;
  }

  /** When the newest accepted reading was received. */
  Optional<Instant> lastReading()
      throws InterruptedException, ExecutionException, TimeoutException {
    List<TopicPartition> partitions =
        java.util.stream.IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topics.READING, number))
            .toList();
    Map<TopicPartition, Long> ends = new HashMap<>(ends(partitions));
    ends.values().removeIf(end -> end == 0);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    Instant newest = Instant.MIN;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      ends.forEach((partition, end) -> consumer.seek(partition, end - 1));
      long deadline = System.nanoTime() + LAST_READING_PATIENCE.toNanos();
      while (!ends.isEmpty() && System.nanoTime() < deadline) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          ends.remove(new TopicPartition(record.topic(), record.partition()));
          // The value is sealed; when Kafka appended it tells the same.
          Instant received = Instant.ofEpochMilli(record.timestamp());
          newest = received.isAfter(newest) ? received : newest;
        }
      }
    }
    return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
  }

  private Map<TopicPartition, Long> ends(Iterable<TopicPartition> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
        admin.listOffsets(asked).all().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).entrySet()) {
      ends.put(entry.getKey(), entry.getValue().offset());
    }
    return ends;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
