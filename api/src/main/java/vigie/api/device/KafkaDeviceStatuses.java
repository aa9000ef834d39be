package vigie.api.device;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topic;
import vigie.Topics;
import vigie.api.ApiConfig;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.device.DeviceBinding;
import vigie.device.DeviceStatus;

/**
 * What each device last said of itself, read from the compacted topic on a thread of its own, from
 * its beginning. A broken connection is tried again for ever; what is known stays known.
 */
@Singleton
public final class KafkaDeviceStatuses {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDeviceStatuses.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final Map<String, DeviceStatus> newest = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "device-statuses");

  /** Reads nothing before it is started. */
  public KafkaDeviceStatuses(ApiConfig config) {
    this.bootstrapServers = config.kafkaBootstrapServers();
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** What the device last said while it was this binding's patient's. */
  public Optional<DeviceStatus> of(DeviceBinding binding) {
    return Optional.ofNullable(newest.get(binding.device().value()))
        .filter(status -> status.patient().equals(binding.patient()));
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = consumer()) {
        List<TopicPartition> partitions =
            IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.DEVICE_STATUS, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (closed.getCount() > 0) {
          consumer.poll(POLL).forEach(this::take);
        }
      } catch (KafkaException e) {
        LOG.warn("the devices' statuses cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    String device = new String(each.key(), StandardCharsets.UTF_8);
    if (each.value() == null) {
      newest.remove(device);
      return;
    }
    try {
      newest.put(device, Codecs.DEVICE_STATUS.decode(each.value()));
    } catch (MalformedRecordException e) {
      LOG.warn("status at {}:{} skipped: {}", each.partition(), each.offset(), e.toString());
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.auto.commit",
            false,
            "allow.auto.create.topics",
            false,
            "reconnect.backoff.max.ms",
            1_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void pause() {
    try {
      boolean unused = closed.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    closed.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(3));
  }
}
