package vigie.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vigie.Topics;

/** One connection to the topic of keys, all partitions. For one thread, but for being woken. */
final class KafkaKeyTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> places;
  private final List<TopicPartition> partitions;

  /**
   * Connects.
   *
   * @param places where to go on; kept up to date. A partition that is not in it is read from its
   *     beginning
   */
  KafkaKeyTopic(String bootstrapServers, String clientId, Map<TopicPartition, Long> places) {
    this.places = places;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      partitions = assigned();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private List<TopicPartition> assigned() {
    int count = consumer.partitionsFor(Topics.PATIENT_KEY, ANSWER).size();
    if (count == 0) {
      throw new KafkaException("topic " + Topics.PATIENT_KEY + " does not exist yet");
    }
    List<TopicPartition> all =
        IntStream.range(0, count)
            .mapToObj(partition -> new TopicPartition(Topics.PATIENT_KEY, partition))
            .toList();
    consumer.assign(all);
    for (TopicPartition partition : all) {
      Long place = places.get(partition);
      if (place == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, place);
      }
    }
    return all;
  }

  /** How far the topic reaches now; somebody's wake is no reason not to say it. */
  Map<TopicPartition, Long> ends() {
    while (true) {
      try {
        return consumer.endOffsets(partitions, ANSWER);
      } catch (WakeupException e) {
        // Asked again.
      }
    }
  }

  /** Whether all before these ends was read. */
  boolean reached(Map<TopicPartition, Long> ends) {
    try {
      return ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
    } catch (WakeupException e) {
      return false;
    }
  }

  /** What came since, after waiting a moment for it; nothing when woken. */
  ConsumerRecords<byte[], byte[]> read() {
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = consumer.poll(POLL);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    }
    for (TopicPartition partition : records.partitions()) {
      var some = records.records(partition);
      places.put(partition, some.get(some.size() - 1).offset() + 1);
    }
    return records;
  }

  /** Ends a wait in {@link #read}; from any thread. */
  void wake() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
