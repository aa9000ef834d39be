package vigie.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import vigie.alert.AlertTransition;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * What a stream missed, read again from Kafka between two cursors, as the viewer may see it now.
 * Used by one thread at a time; waits for Kafka while it is read.
 */
final class KafkaReplay implements Iterator<Frame>, AutoCloseable {
  /** Records looked through per partition at most: about a second of reading. */
  static final long LOOK_BACK_RECORDS_MAX = 500_000;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Consumer<byte[], byte[]> consumer;
  private final LiveHub hub;
  private final KafkaSeal seal;
  private final Watcher watcher;
  private final Cursor until;
  private final Queue<Frame> ready = new ArrayDeque<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Cursor cursor;
  private long quietSince = System.nanoTime();

  /**
   * @param from where the client says it is; anything beyond what there is counts as unknown
   * @param until where the live stream begins
   */
  KafkaReplay(
      String bootstrapServers,
      LiveHub hub,
      KafkaSeal seal,
      Watcher watcher,
      Cursor from,
      Cursor until) {
    this.seal = seal;
    this.hub = hub;
    this.watcher = watcher;
    this.until = until;
    this.cursor = from;
    this.consumer = new KafkaConsumer<>(KafkaLiveReader.settings(bootstrapServers));
    try {
      begin();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private void begin() {
    List<Feed> feeds =
        watcher.patient() == null ? List.of(Feed.ALERT) : List.of(Feed.ALERT, Feed.READING);
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (Feed feed : feeds) {
      List<TopicPartition> partitions = KafkaLiveReader.partitions(feed);
      Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
      String gap = null;
      for (TopicPartition partition : partitions) {
        int p = partition.partition();
        long end = until.next(feed, p);
        long asked = cursor.next(feed, p);
        long kept = oldest.getOrDefault(partition, 0L);
        long start = Math.max(asked, Math.max(kept, end - LOOK_BACK_RECORDS_MAX));
        if (asked > end) {
          gap = "unknown-cursor";
          start = end;
        } else if (asked < kept && asked < end) {
          gap = "expired";
          start = Math.min(kept, end);
        } else if (asked < start) {
          gap = "too-far-back";
        }
        cursor = cursor.at(feed, p, start);
        if (start < end) {
          starts.put(partition, start);
          ends.put(partition, end);
        }
      }
      if (gap != null) {
        ready.add(Frame.gap(watcher.id(cursor), feed, gap));
      }
    }
    consumer.assign(new ArrayList<>(starts.keySet()));
    starts.forEach(consumer::seek);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ends.isEmpty() && !watcher.ended()) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> each : records) {
        take(each);
      }
      ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      consumer.pause(
          consumer.assignment().stream().filter(some -> !ends.containsKey(some)).toList());
      if (!records.isEmpty()) {
        quietSince = System.nanoTime();
      } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
        throw new IllegalStateException("Kafka gave nothing for " + PATIENCE.toSeconds() + " s");
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Frame next() {
    Frame frame = ready.poll();
    if (frame == null) {
      throw new NoSuchElementException("the replay is over");
    }
    return frame;
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    int partition = each.partition();
    Feed feed = each.topic().equals(Feed.ALERT.topic()) ? Feed.ALERT : Feed.READING;
    if (each.offset() >= until.next(feed, partition)) {
      return;
    }
    cursor = cursor.after(feed, partition, each.offset());
    if (each.key() == null || each.value() == null) {
      return;
    }
    PatientId patient = watcher.patient();
    if (patient != null
        && !patient.toString().equals(new String(each.key(), StandardCharsets.ISO_8859_1))) {
      return;
    }
    try {
      byte[] value = seal.open(each);
      if (value == null) {
        return;
      }
      if (feed == Feed.READING) {
        Reading reading = Codecs.READING.decode(value);
        if (watcher.shows(reading)) {
          add("reading", JsonFrames.reading(reading));
        }
      } else if (!hub.repeats(partition, each.offset())) {
        AlertTransition transition = Codecs.ALERT.decode(value);
        String name = watcher.shows(transition);
        if (name != null) {
          add(
              name,
              name.equals("alert")
                  ? JsonFrames.alert(transition)
                  : JsonFrames.withdrawn(transition));
        }
      }
    } catch (MalformedRecordException e) {
      // Counted when it came by live; nothing to show.
      return;
    }
  }

  private void add(String name, String data) {
    ready.add(new Frame(watcher.id(cursor), name, data));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
