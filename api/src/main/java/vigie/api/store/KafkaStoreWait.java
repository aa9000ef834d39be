package vigie.api.store;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What a reader of Kafka does while the store that it writes to is away. */
public final class KafkaStoreWait {
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(2);

  private KafkaStoreWait() {}

  /**
   * Gives a batch back, to be read again, and waits a while without leaving the group: polls, but
   * takes nothing.
   */
  public static void giveBack(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    seekBack(consumer, records);
    consumer.pause(consumer.assignment());
    // Partitions that come to us meanwhile are not paused.
    seekBack(consumer, consumer.poll(PAUSE_AFTER_FAULT));
    consumer.resume(consumer.paused());
  }

  private static void seekBack(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).get(0).offset());
    }
  }
}
