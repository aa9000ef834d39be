package vigie.jobs.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import vigie.Topic;

/**
 * Kafka topics as Flink sources. A job without state begins at the earliest record; one with state
 * goes on where its checkpoint stood. Offsets are also committed to the group, for lag to be seen.
 */
public final class KafkaSources {
  private KafkaSources() {}

  /** The topic of these records; tombstones are passed over. */
  public static <T> KafkaSource<T> of(RecordType<T> type, KafkaAccess kafka, String consumerGroup) {
    return of(
        type.topic(),
        kafka,
        consumerGroup,
        (key, value) -> value == null ? null : type.codec().decode(value),
        new FlinkRecordTypeInfo<>(type));
  }

  /** A topic read by one's own decoder, which also sees keys and tombstones. */
  public static <T> KafkaSource<T> of(
      String topic,
      KafkaAccess kafka,
      String consumerGroup,
      KafkaRecordReader.Decoder<T> decoder,
      TypeInformation<T> produced) {
    return builder(topic, kafka, consumerGroup, decoder, produced).build();
  }

  /** The same topic as far as it reaches when the job starts; then the source has ended. */
  public static <T> KafkaSource<T> upToNow(
      String topic,
      KafkaAccess kafka,
      String consumerGroup,
      KafkaRecordReader.Decoder<T> decoder,
      TypeInformation<T> produced) {
    return builder(topic, kafka, consumerGroup, decoder, produced)
        .setBounded(OffsetsInitializer.latest())
        .build();
  }

  /** Only those are sealed. */
  private static boolean keptByTime(String topic) {
    return Topic.ALL.stream().anyMatch(one -> one.name().equals(topic) && !one.compacted());
  }

  private static <T> KafkaSourceBuilder<T> builder(
      String topic,
      KafkaAccess kafka,
      String consumerGroup,
      KafkaRecordReader.Decoder<T> decoder,
      TypeInformation<T> produced) {
    return KafkaSource.<T>builder()
        .setBootstrapServers(kafka.bootstrapServers())
        .setTopics(topic)
        .setGroupId(consumerGroup)
        .setClientIdPrefix(consumerGroup + "-" + topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        // A broker that waits for more bytes would add to every alert's delay.
        .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1")
        .setDeserializer(new KafkaRecordReader<>(kafka, keptByTime(topic), decoder, produced));
  }
}
