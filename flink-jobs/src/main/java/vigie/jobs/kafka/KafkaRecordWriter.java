package vigie.jobs.kafka;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.PatientKey;
import vigie.reading.PatientId;

/**
 * Writes records to their topic under their key, sealed with their patient's; the Kafka timestamp
 * is the wall clock's, never event time. Of a patient whose key is destroyed nothing is written.
 * One who has none, as before keys were made, was read in plain: what comes of it is plain as well,
 * since an alert is never lost for want of a key.
 *
 * @param <T> the record
 */
public final class KafkaRecordWriter<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 2;

  private final RecordType<T> type;
  private final About<T> about;
  private final KafkaAccess kafka;
  private transient @Nullable KafkaPatientKeys keys;
  private transient @Nullable KafkaSeal seal;

  /**
   * Tells whom a record is about.
   *
   * @param <T> the record
   */
  @FunctionalInterface
  public interface About<T> extends Serializable {
    /** The patient. */
    PatientId patient(T record);
  }

  KafkaRecordWriter(RecordType<T> type, About<T> about, KafkaAccess kafka) {
    this.type = type;
    this.about = about;
    this.kafka = kafka;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    KafkaPatientKeys table = KafkaKeyTables.open(kafka, context.getUserCodeClassLoader());
    keys = table;
    seal = new KafkaSeal(table);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T record, KafkaSinkContext context, @Nullable Long timestamp) {
    KafkaPatientKeys table = Objects.requireNonNull(keys, "open comes first");
    KafkaSeal sealing = Objects.requireNonNull(seal, "open comes first");
    UUID patient = about.patient(record).value();
    byte[] value = type.codec().encode(record);
    PatientKey key = table.current(patient);
    if (key != null) {
      return sealing.seal(key, patient, type.topic(), type.key(record), value);
    }
    return table.destroyed(patient) ? null : KafkaSeal.plain(type.topic(), type.key(record), value);
  }
}
