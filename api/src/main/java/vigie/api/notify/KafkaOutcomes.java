package vigie.api.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topic;
import vigie.Topics;
import vigie.alert.Delivery;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;

/** Reads every outcome there is, from the beginning and for ever, without a group. */
final class KafkaOutcomes {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOutcomes.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final FinishedNotifications finished;
  private final SseMessages streams;
  private final KafkaSeal seal;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  KafkaOutcomes(FinishedNotifications finished, SseMessages streams, KafkaSeal seal) {
    this.seal = seal;
    this.finished = finished;
    this.streams = streams;
  }

  /** Counted down once everything told before the start is known. */
  CountDownLatch caughtUp() {
    return caughtUp;
  }

  /** Reads until the consumer is woken up. */
  void read(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(p -> new TopicPartition(Topics.DELIVERY, p))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!Thread.currentThread().isInterrupted()) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        try {
          byte[] value = seal.open(each);
          if (value != null) {
            note(Codecs.DELIVERY.decode(value));
          }
        } catch (MalformedRecordException e) {
          LOG.warn("outcome at {}:{} skipped: {}", each.partition(), each.offset(), e.toString());
        }
      }
      if (caughtUp.getCount() > 0
          && ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        caughtUp.countDown();
      }
    }
  }

  private void note(Delivery delivery) {
    finished.note(delivery);
    // Later ones may be another instance's, whose streams are not ours.
    if (caughtUp.getCount() > 0) {
      streams.before(delivery);
    }
  }
}
