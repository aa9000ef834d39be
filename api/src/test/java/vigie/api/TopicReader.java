package vigie.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.SealHeader;
import vigie.local.junit.KafkaExtension;

/** Reads one topic from its beginning, for one thread. */
public final class TopicReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final @Nullable KafkaPatientKeys keys;
  private final @Nullable KafkaSeal seal;
  private final List<byte[]> values = new ArrayList<>();
  private final Map<String, byte[]> newest = new HashMap<>();
  private final Set<UUID> sealedFor = new HashSet<>();

  /** A reader of all partitions, of values as they lie there. */
  public TopicReader(String bootstrapServers, String topic) {
    this(bootstrapServers, topic, null);
  }

  /** A reader of all partitions that has patients' keys: of values in clear. */
  public TopicReader(KafkaExtension kafka, String topic) {
    this(
        kafka.bootstrapServers(),
        topic,
        new KafkaPatientKeys(
                kafka.bootstrapServers(),
                "topic-reader-keys",
                MasterKey.read(kafka.patientKeysFile()))
            .start());
  }

  private TopicReader(String bootstrapServers, String topic, @Nullable KafkaPatientKeys keys) {
    this.keys = keys;
    this.seal = keys == null ? null : new KafkaSeal(keys);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
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

  /** Every value that there is. */
  public List<byte[]> all() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
    return values;
  }

  /** The patients with whose keys records that there are were sealed. */
  public Set<UUID> sealedFor() {
    all();
    return sealedFor;
  }

  private void poll() {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(
            each -> {
              Header header = each.headers().lastHeader(SealHeader.NAME);
              if (header != null) {
                sealedFor.add(SealHeader.patient(header.value()));
              }
              byte[] value = seal == null ? each.value() : seal.open(each);
              if (seal != null && value == null) {
                return;
              }
              values.add(value);
              newest.put(new String(each.key(), StandardCharsets.UTF_8), value);
            });
  }

  @Override
  public void close() {
    consumer.close();
    if (keys != null) {
      keys.close();
    }
  }
}
