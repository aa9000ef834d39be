package vigie.api.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.store.StoreException;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;

/**
 * Writes notifications and attempts into the store, from their topics: while the store is away they
 * wait in Kafka, and nothing else waits for them. Committed when the store has them.
 */
final class KafkaMessageRows {
  /** The consumer group. */
  static final String GROUP = "vigie-message-rows";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageRows.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(2);

  private final JdbcMessageRows rows;

  KafkaMessageRows(JdbcMessageRows rows) {
    this.rows = rows;
  }

  /** Reads until the consumer is woken up. */
  void read(Consumer<byte[], byte[]> consumer) {
    consumer.subscribe(List.of(Topics.NOTIFICATION, Topics.DELIVERY));
    while (!Thread.currentThread().isInterrupted()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (records.isEmpty()) {
        continue;
      }
      try {
        write(records);
        consumer.commitSync();
      } catch (StoreException e) {
        LOG.warn("rows of {} messages wait for the store: {}", records.count(), e.toString());
        seekBack(consumer, records);
        pauseFor(consumer);
      }
    }
  }

  /** Waits without leaving the group: polls, but takes nothing. */
  private static void pauseFor(Consumer<byte[], byte[]> consumer) {
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

  private void write(ConsumerRecords<byte[], byte[]> records) {
    List<Notification> notifications = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      if (each.value() == null) {
        continue;
      }
      try {
        if (each.topic().equals(Topics.NOTIFICATION)) {
          notifications.add(Codecs.NOTIFICATION.decode(each.value()));
        } else {
          deliveries.add(Codecs.DELIVERY.decode(each.value()));
        }
      } catch (MalformedRecordException e) {
        LOG.warn("{} at {}:{} skipped", each.topic(), each.partition(), each.offset());
      }
    }
    rows.write(notifications, deliveries);
  }
}
