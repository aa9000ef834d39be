package vigie.jobs.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to their topic under their key; the Kafka timestamp is the wall clock's, never
 * event time.
 *
 * @param <T> the record
 */
final class KafkaRecordWriter<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1;

  private final RecordType<T> type;

  KafkaRecordWriter(RecordType<T> type) {
    this.type = type;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T record, KafkaSinkContext context, @Nullable Long timestamp) {
    return new ProducerRecord<>(
        type.topic(),
        type.key(record).getBytes(StandardCharsets.UTF_8),
        type.codec().encode(record));
  }
}
