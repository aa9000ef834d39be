package vigie.local.junit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Lets compacted topics compact within seconds instead of within a day. Closed, the topics have the
 * settings that they had.
 */
public final class KafkaCompaction implements AutoCloseable {
  private static final Map<String, String> AT_ONCE =
      Map.of(
          "segment.ms", "500",
          "min.cleanable.dirty.ratio", "0.0",
          "max.compaction.lag.ms", "500",
          "delete.retention.ms", "0",
          "file.delete.delay.ms", "0");

  private final Collection<String> topics;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<ConfigResource, Collection<AlterConfigOp>> back = new HashMap<>();

  /** Begins it; goes on until it is closed. */
  public KafkaCompaction(String bootstrapServers, Collection<String> topics) {
    this.topics = List.copyOf(topics);
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    Map<ConfigResource, Collection<AlterConfigOp>> now = new HashMap<>();
    List<ConfigResource> resources =
        topics.stream().map(one -> new ConfigResource(ConfigResource.Type.TOPIC, one)).toList();
    done(admin.describeConfigs(resources).all())
        .forEach(
            (topic, settings) -> {
              List<AlterConfigOp> set = new ArrayList<>();
              List<AlterConfigOp> restore = new ArrayList<>();
              AT_ONCE.forEach(
                  (name, value) -> {
                    set.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
                    restore.add(restoring(settings, name));
                  });
              now.put(topic, set);
              back.put(topic, restore);
            });
    done(admin.incrementalAlterConfigs(now).all());
  }

  private static AlterConfigOp restoring(Config settings, String name) {
    ConfigEntry entry = settings.get(name);
    return entry != null && entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG
        ? new AlterConfigOp(new ConfigEntry(name, entry.value()), OpType.SET)
        : new AlterConfigOp(new ConfigEntry(name, ""), OpType.DELETE);
  }

  /**
   * Has each partition begin a new segment, with the tombstone of a key that never was: what is
   * being written to is never compacted. To be called again until all is compacted.
   */
  public void beginSegments() {
    for (String topic : topics) {
      for (PartitionInfo partition : producer.partitionsFor(topic)) {
        done(
            producer.send(
                new ProducerRecord<>(
                    topic, partition.partition(), UUID.randomUUID().toString(), null)));
      }
    }
  }

  @Override
  public void close() {
    try (admin;
        producer) {
      done(admin.incrementalAlterConfigs(back).all());
    }
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refuses", e);
    }
  }
}
