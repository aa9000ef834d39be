package vigie.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads one topic from its beginning, for one thread. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<byte[]> values = new ArrayList<>();
  private final Map<String, byte[]> newest = new HashMap<>();

  /** A reader of all partitions. */
  public TopicReader(String bootstrapServers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What is there up to now, after waiting a moment for more; of one key in order. */
  public List<byte[]> values() {
    poll();
    return values;
  }

  /** The newest of each key up to now, after waiting a moment for more. */
  public Map<String, byte[]> newest() {
    poll();
    return newest;
  }

  private void poll() {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(
            each -> {
              values.add(each.value());
              newest.put(each.key(), each.value());
            });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
