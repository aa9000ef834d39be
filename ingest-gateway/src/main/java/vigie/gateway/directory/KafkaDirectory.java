package vigie.gateway.directory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.reading.PatientId;

/**
 * Keeps {@link Bindings} and {@link Consents} as the topics say: reads them from their beginning
 * without a group, then follows. One thread of its own, which also finds out whether Kafka answers.
 */
public final class KafkaDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDirectory.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Map<String, Object> settings;
  private final Bindings bindings;
  private final Consents consents;
  private final Thread thread = new Thread(this::run, "directory");
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean caughtUp;
  private volatile String problem = "devices and consents are not read yet";

  /**
   * Reads nothing before {@link #start}.
   *
   * @param bootstrapServers Kafka's address
   * @param clientId the name Kafka knows this client by
   * @param bindings kept up to date
   * @param consents kept up to date
   */
  public KafkaDirectory(
      String bootstrapServers, String clientId, Bindings bindings, Consents consents) {
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            clientId,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            500);
    this.bindings = bindings;
    this.consents = consents;
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Empty when everything was read once; else what is missing. Stays empty from then on. */
  public Optional<String> notReady() {
    return caughtUp ? Optional.empty() : Optional.of(problem);
  }

  /** Empty when the directory is whole and Kafka answers; else why not. */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
  }

  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(PROBE_TIMEOUT.plus(PROBE_TIMEOUT).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping()) {
      try (Consumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        follow(consumer);
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        problem = "Kafka does not answer for devices and consents: " + e.getMessage();
        LOG.warn("reading devices and consents failed, trying again", e);
        waitBeforeRetry();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        Stream.of(Topics.DEVICE, Topics.PATIENT)
            .flatMap(
                topic ->
                    IntStream.range(0, consumer.partitionsFor(topic, PROBE_TIMEOUT).size())
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .toList();
    if (partitions.stream().map(TopicPartition::topic).distinct().count() < 2) {
      throw new KafkaException(
          "topics " + Topics.DEVICE + " and " + Topics.PATIENT + " do not both exist yet");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> missing =
        new HashMap<>(consumer.endOffsets(partitions, PROBE_TIMEOUT));
    long lastProbe = System.nanoTime();
    while (!stopping()) {
      consumer.poll(POLL).forEach(this::take);
      missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (!missing.isEmpty()) {
        continue;
      }
      if (!caughtUp) {
        LOG.info("directory read: {} devices, {} patients", bindings.size(), consents.size());
        caughtUp = true;
      }
      problem = "";
      if (System.nanoTime() - lastProbe > PROBE_EVERY.toNanos()) {
        consumer.endOffsets(partitions, PROBE_TIMEOUT);
        lastProbe = System.nanoTime();
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    byte[] value = record.value();
    try {
      if (record.topic().equals(Topics.DEVICE)) {
        bindings.update(key, value == null ? null : Codecs.DEVICE.decode(value));
      } else {
        consents.update(PatientId.parse(key), value == null ? null : Codecs.PATIENT.decode(value));
      }
    } catch (MalformedRecordException | IllegalArgumentException e) {
      // What stood before stays; the writer is to be mended.
      LOG.error(
          "unreadable record skipped in {} partition {} at {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }

  private boolean stopping() {
    return stopping.getCount() == 0;
  }

  private void waitBeforeRetry() {
    try {
      if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped while waiting to try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }
}
