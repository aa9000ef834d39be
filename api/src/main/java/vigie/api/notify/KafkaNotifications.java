package vigie.api.notify;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.alert.Notification;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;

/**
 * Takes each notification to the dispatcher once, and commits it when its outcome is durable: one
 * that was under way when the program died is taken up again. At most {@value #UNDER_WAY_MAX} are
 * under way at once; more wait in Kafka.
 */
final class KafkaNotifications {
  /** The consumer group. */
  static final String GROUP = "vigie-notify";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNotifications.class);
  private static final int UNDER_WAY_MAX = 2_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Dispatcher dispatcher;
  private final FinishedNotifications finished;
  private final JdbcToldPeople told;
  private final KafkaSeal seal;
  private final Map<UUID, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  KafkaNotifications(
      Dispatcher dispatcher, FinishedNotifications finished, JdbcToldPeople told, KafkaSeal seal) {
    this.seal = seal;
    this.dispatcher = dispatcher;
    this.finished = finished;
    this.told = told;
  }

  /** Reads until the consumer is woken up. */
  void read(Consumer<byte[], byte[]> consumer) {
    OffsetTracker offsets = new OffsetTracker();
    consumer.subscribe(
        List.of(Topics.NOTIFICATION),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(consumer, offsets);
            partitions.forEach(partition -> offsets.giveUp(partition.partition()));
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debug("notifications of {} partitions", partitions.size());
          }
        });
    boolean full = false;
    while (!Thread.currentThread().isInterrupted()) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        take(each, offsets);
      }
      commit(consumer, offsets);
      if (full != offsets.unfinished() >= UNDER_WAY_MAX) {
        full = !full;
        if (full) {
          consumer.pause(consumer.assignment());
        } else {
          consumer.resume(consumer.assignment());
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> each, OffsetTracker offsets) {
    offsets.begin(each.partition(), each.offset());
    Notification notification = notification(each);
    // A repeat of one under way is finished with it and not before: its offset must wait too.
    CompletableFuture<Void> delivery =
        notification == null ? null : underWay.get(notification.id());
    if (notification == null || (delivery == null && finished.contains(notification.id()))) {
      offsets.done(each.partition(), each.offset());
      return;
    }
    var unused =
        (delivery == null ? deliver(notification) : delivery)
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    offsets.done(each.partition(), each.offset());
                  } else {
                    LOG.error("notification {} left uncommitted", notification.id(), failure);
                  }
                });
  }

  private CompletableFuture<Void> deliver(Notification notification) {
    told.note(notification);
    CompletableFuture<Void> delivery = dispatcher.deliver(notification);
    underWay.put(notification.id(), delivery);
    var unused =
        delivery.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                // Not left to the reader of outcomes: a repeat may come sooner than that one does.
                boolean unusedNews = finished.add(notification.id());
              }
              underWay.remove(notification.id());
            });
    return delivery;
  }

  private @Nullable Notification notification(ConsumerRecord<byte[], byte[]> each) {
    try {
      byte[] value = seal.open(each);
      return value == null ? null : Codecs.NOTIFICATION.decode(value);
    } catch (MalformedRecordException e) {
      LOG.error("notification at {}:{} skipped: {}", each.partition(), each.offset(), e.toString());
      return null;
    }
  }

  private static void commit(Consumer<byte[], byte[]> consumer, OffsetTracker offsets) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    offsets
        .committable()
        .forEach(
            (partition, offset) ->
                next.put(
                    new TopicPartition(Topics.NOTIFICATION, partition),
                    new OffsetAndMetadata(offset)));
    if (!next.isEmpty()) {
      consumer.commitAsync(next, null);
    }
  }
}
