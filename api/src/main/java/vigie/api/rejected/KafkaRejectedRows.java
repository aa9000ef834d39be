package vigie.api.rejected;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Keyed128;
import vigie.Topics;
import vigie.api.ApiConfig;
import vigie.api.store.KafkaStoreWait;
import vigie.api.store.StoreException;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaSeal;
import vigie.reading.RejectedReading;

/**
 * Copies the dead letter's topic into the store, each record once: committed when the store has it,
 * and known by its place on the topic when it comes again. While the store is away records wait in
 * Kafka. Rows fall after as long as the topic keeps them.
 */
@Singleton
public final class KafkaRejectedRows {
  /** The consumer group. */
  static final String GROUP = "vigie-rejected-rows";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaRejectedRows.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
  private static final int BATCH_RECORDS = 200;
  private static final long CLOSE_SECONDS = 3;

  private final ApiConfig config;
  private final JdbcRejected rows;
  private final KafkaSeal seal;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "rejected-rows");
  private volatile @Nullable Consumer<byte[], byte[]> open;
  private Instant purged = Instant.EPOCH;

  /** Wired by the program. */
  public KafkaRejectedRows(ApiConfig config, JdbcRejected rows, KafkaSeal seal, Clock clock) {
    this.seal = seal;
    this.config = config;
    this.rows = rows;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Begins to copy. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
        open = consumer;
        read(consumer);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("reader of rejected readings wakes up");
      } catch (KafkaException e) {
        LOG.warn("reader of rejected readings begins again: {}", e.toString());
        pause();
      } catch (RuntimeException e) {
        // A defect; better said again and again than silent.
        LOG.error("reader of rejected readings begins again", e);
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    consumer.subscribe(List.of(Topics.REJECTED));
    while (closed.getCount() > 0) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      try {
        purge();
        if (!records.isEmpty()) {
          rows.write(decoded(records));
          consumer.commitSync();
        }
      } catch (StoreException e) {
        LOG.warn("{} rejected readings wait for the store: {}", records.count(), e.toString());
        KafkaStoreWait.giveBack(consumer, records);
      }
    }
  }

  private void purge() {
    Instant now = clock.instant();
    if (Duration.between(purged, now).compareTo(PURGE_EVERY) >= 0) {
      rows.purge(now.minus(Retention.REJECTED));
      purged = now;
    }
  }

  private List<RejectedRow> decoded(ConsumerRecords<byte[], byte[]> records) {
    List<RejectedRow> decoded = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> each : records) {
      try {
        byte[] value = seal.open(each);
        if (value == null) {
          continue;
        }
        RejectedReading reading = Codecs.REJECTED.decode(value);
        decoded.add(
            new RejectedRow(
                // The received time tells a topic that was made anew from the one before.
                Keyed128.of(each.partition(), each.offset(), reading.received().toEpochMilli()),
                reading,
                null));
      } catch (MalformedRecordException | IllegalArgumentException e) {
        LOG.warn("{} at {}:{} skipped", each.topic(), each.partition(), each.offset());
      }
    }
    return decoded;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", config.kafkaBootstrapServers());
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("group.id", GROUP);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("allow.auto.create.topics", false);
    settings.put("max.poll.records", BATCH_RECORDS);
    settings.put("reconnect.backoff.max.ms", 1_000);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("session.timeout.ms", 10_000);
    settings.put("heartbeat.interval.ms", 2_000);
    return settings;
  }

  private void pause() {
    try {
      boolean unused = closed.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void close() throws InterruptedException {
    closed.countDown();
    Consumer<byte[], byte[]> reading = open;
    if (reading != null) {
      reading.wakeup();
    }
    thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
  }
}
