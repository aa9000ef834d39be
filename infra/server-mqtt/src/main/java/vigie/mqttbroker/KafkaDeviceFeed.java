package vigie.mqttbroker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.Topics;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.reading.DeviceId;

/**
 * Feeds {@link Devices} from the compacted topic of bindings, from its beginning and for ever, on a
 * thread of its own. Kafka may come later, go away and come back: devices known so far stay known.
 */
final class KafkaDeviceFeed implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaDeviceFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 1_000;

  private final String bootstrapServers;
  private final Devices devices;
  private final Consumer<DeviceId> cut;
  private final Clock clock;

  /**
   * Describes the feed; it runs when a thread runs it.
   *
   * @param cut ends the live sessions of a device that was revoked, or whose secret has ended
   * @param clock tells when a replaced secret ends
   */
  KafkaDeviceFeed(String bootstrapServers, Devices devices, Consumer<DeviceId> cut, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.devices = devices;
    this.cut = cut;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (KafkaConsumer<String, byte[]> consumer = consumer()) {
        follow(consumer);
      } catch (KafkaException e) {
        LOG.warn("The devices' topic cannot be read, trying again: {}", e.toString());
      }
      pause();
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.DEVICE).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      return;
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    LOG.info("Following the devices' topic");
    while (!Thread.currentThread().isInterrupted()) {
      for (ConsumerRecord<String, byte[]> polled : consumer.poll(POLL)) {
        take(polled);
      }
      devices.outlived(clock.instant()).forEach(cut);
    }
  }

  private void take(ConsumerRecord<String, byte[]> polled) {
    try {
      DeviceId device = new DeviceId(polled.key());
      byte[] value = polled.value();
      boolean ends =
          value == null ? devices.remove(device) : devices.put(Codecs.DEVICE.decode(value));
      if (ends) {
        cut.accept(device);
      }
    } catch (MalformedRecordException | IllegalArgumentException e) {
      LOG.error(
          "Skipped a binding that cannot be read, partition {} offset {}: {}",
          polled.partition(),
          polled.offset(),
          e.getMessage());
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            1_000),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
