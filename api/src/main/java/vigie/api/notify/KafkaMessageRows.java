package vigie.api.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.store.KafkaStoreWait;
import vigie.api.store.StoreException;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;

/**
 * Writes notifications and attempts into the store, from their topics: while the store is away they
 * wait in Kafka, and nothing else waits for them. Committed when the store has them.
 */
final class KafkaMessageRows {
  /** The consumer group. */
  static final String GROUP = "vigie-message-rows";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaMessageRows.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final JdbcMessageRows rows;
  private final KafkaSeal seal;

  KafkaMessageRows(JdbcMessageRows rows, KafkaSeal seal) {
    this.seal = seal;
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
        KafkaStoreWait.giveBack(consumer, records);
      }
    }
  }

  private void write(ConsumerRecords<byte[], byte[]> records) {
    List<Notification> notifications = new ArrayList<>();
    List<Delivery> deliveries = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      try {
        byte[] value = seal.open(each);
        if (value == null) {
          continue;
        }
        if (each.topic().equals(Topics.NOTIFICATION)) {
          notifications.add(Codecs.NOTIFICATION.decode(value));
        } else {
          deliveries.add(Codecs.DELIVERY.decode(value));
        }
      } catch (MalformedRecordException e) {
        LOG.warn("{} at {}:{} skipped", each.topic(), each.partition(), each.offset());
      }
    }
    rows.write(notifications, deliveries);
  }
}
