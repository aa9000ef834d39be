package vigie.api.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topic;
import vigie.alert.AlertTransition;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;

/**
 * Reads one feed's topic, all partitions, on a thread of its own, without a group: every instance
 * of the program sees every record, and nothing is committed. Alerts are read from the beginning,
 * so that the open ones are known; readings from now. A broken connection is tried again for ever.
 */
public final class KafkaLiveReader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLiveReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final Feed feed;
  private final String bootstrapServers;
  private final LiveHub hub;
  private final KafkaSeal seal;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean connected;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** A reader that begins when started. */
  public KafkaLiveReader(Feed feed, String bootstrapServers, LiveHub hub, KafkaSeal seal) {
    this.seal = seal;
    this.feed = feed;
    this.bootstrapServers = bootstrapServers;
    this.hub = hub;
    this.thread = new Thread(this::run, "live-" + feed.topic());
    this.thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Whether the last read succeeded. */
  public boolean connected() {
    return connected;
  }

  private void run() {
    Map<TopicPartition, Long> places = new HashMap<>();
    while (!isClosed()) {
      try (Consumer<byte[], byte[]> opened = new KafkaConsumer<>(settings(bootstrapServers))) {
        consumer = opened;
        read(opened, places);
      } catch (WakeupException e) {
        LOG.debug("live reader of {} wakes up", feed.topic());
      } catch (KafkaException e) {
        connected = false;
        LOG.warn("live reader of {} begins again: {}", feed.topic(), e.toString());
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> opened, Map<TopicPartition, Long> places) {
    List<TopicPartition> partitions = partitions(feed);
    opened.assign(partitions);
    Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
    if (places.isEmpty()) {
      places.putAll(feed == Feed.ALERT ? opened.beginningOffsets(partitions) : ends);
      places.forEach((partition, offset) -> hub.begin(feed, partition.partition(), offset));
    }
    places.forEach(opened::seek);
    boolean caughtUp = false;
    while (!isClosed()) {
      for (ConsumerRecord<byte[], byte[]> each : opened.poll(POLL)) {
        handOut(each);
        places.put(new TopicPartition(each.topic(), each.partition()), each.offset() + 1);
      }
      connected = true;
      if (!caughtUp && reached(opened, ends)) {
        caughtUp = true;
        hub.caughtUp(feed);
        LOG.info("live reader of {} has caught up", feed.topic());
      }
    }
  }

  private void handOut(ConsumerRecord<byte[], byte[]> each) {
    byte[] key = each.key();
    if (key == null || each.value() == null) {
      hub.skip(feed, each.partition(), each.offset());
    } else if (feed == Feed.READING) {
      String patient = new String(key, StandardCharsets.ISO_8859_1);
      hub.reading(each.partition(), each.offset(), patient, () -> seal.open(each));
    } else {
      AlertTransition transition;
      try {
        byte[] value = seal.open(each);
        if (value == null) {
          hub.passOver(feed, each.partition(), each.offset());
          return;
        }
        transition = Codecs.ALERT.decode(value);
      } catch (MalformedRecordException e) {
        LOG.warn("alert at {}:{} skipped: {}", each.partition(), each.offset(), e.toString());
        hub.skip(feed, each.partition(), each.offset());
        return;
      }
      hub.alert(each.partition(), each.offset(), transition);
    }
  }

  private static boolean reached(Consumer<?, ?> opened, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> opened.position(end.getKey()) >= end.getValue());
  }

  /** All partitions of the feed. */
  static List<TopicPartition> partitions(Feed feed) {
    return IntStream.range(0, Topic.PARTITIONS)
        .mapToObj(p -> new TopicPartition(feed.topic(), p))
        .toList();
  }

  /** Settings of a reader that answers at the first record and commits nothing. */
  static Map<String, Object> settings(String bootstrapServers) {
    return Map.ofEntries(
        Map.entry("bootstrap.servers", bootstrapServers),
        Map.entry("key.deserializer", ByteArrayDeserializer.class),
        Map.entry("value.deserializer", ByteArrayDeserializer.class),
        Map.entry("enable.auto.commit", false),
        Map.entry("fetch.min.bytes", 1),
        Map.entry("fetch.max.wait.ms", 500),
        Map.entry("max.poll.records", 2_000),
        Map.entry("auto.offset.reset", "earliest"),
        Map.entry("allow.auto.create.topics", false),
        Map.entry("reconnect.backoff.max.ms", 1_000),
        Map.entry("default.api.timeout.ms", 10_000));
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits before beginning again, not longer than until the program ends. */
  private void pause() {
    try {
      boolean unused = closed.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  /** Stops reading and waits for the thread to end, for at most five seconds. */
  void stop() throws InterruptedException {
    closed.countDown();
    Consumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      opened.wakeup();
    }
    thread.join(5_000);
  }
}
