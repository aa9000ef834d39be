package vigie.api.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topic;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;

/**
 * Reads every notification that is decided from now on, without a group: whoever delivers it, the
 * recipient's stream may be open on this instance.
 */
final class KafkaSseMessages {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSseMessages.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final SseMessages messages;
  private final KafkaSeal seal;
  private final Map<TopicPartition, Long> places = new HashMap<>();

  KafkaSseMessages(SseMessages messages, KafkaSeal seal) {
    this.messages = messages;
    this.seal = seal;
  }

  /** Reads until the consumer is woken up; another one goes on where it ended. */
  void read(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(p -> new TopicPartition(Topics.NOTIFICATION, p))
            .toList();
    consumer.assign(partitions);
    if (places.isEmpty()) {
      places.putAll(consumer.endOffsets(partitions));
    }
    places.forEach(consumer::seek);
    messages.begin();
    while (!Thread.currentThread().isInterrupted()) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        take(each);
        places.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    try {
      byte[] value = seal.open(each);
      if (value != null) {
        messages.offer(Codecs.NOTIFICATION.decode(value));
      }
    } catch (MalformedRecordException e) {
      LOG.warn("notification at {}:{} skipped", each.partition(), each.offset());
    }
  }
}
