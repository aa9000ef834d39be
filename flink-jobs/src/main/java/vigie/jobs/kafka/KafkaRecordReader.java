package vigie.jobs.kafka;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.key.KafkaSeal;

/**
 * Reads one topic's records, and opens those that are sealed. One whose patient's key is destroyed
 * is passed over, and counted in the metric {@code passedOver}. A record that cannot be read is
 * counted in the metric {@code undecodable}, named in the log by its place, and skipped: one
 * poisoned record must not stop the alerts of all patients.
 *
 * @param <T> what a record becomes
 */
public final class KafkaRecordReader<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordReader.class);

  private final KafkaAccess kafka;
  private final boolean mayBeSealed;
  private final Decoder<T> decoder;
  private final TypeInformation<T> produced;
  private transient Counter undecodable = new SimpleCounter();
  private transient Counter passedOver = new SimpleCounter();
  private transient @Nullable KafkaSeal seal;

  /**
   * Makes something of a Kafka record.
   *
   * @param <T> what it makes
   */
  @FunctionalInterface
  public interface Decoder<T> extends Serializable {
    /**
     * The record as T, or null for one that says nothing here. Throws a RuntimeException when the
     * bytes are not what the topic should hold.
     *
     * @param value null for a tombstone
     */
    @Nullable T decode(byte @Nullable [] key, byte @Nullable [] value);
  }

  /**
   * Describes a reader.
   *
   * @param mayBeSealed whether the topic holds sealed records, so that keys are needed
   */
  KafkaRecordReader(
      KafkaAccess kafka, boolean mayBeSealed, Decoder<T> decoder, TypeInformation<T> produced) {
    this.kafka = kafka;
    this.mayBeSealed = mayBeSealed;
    this.decoder = decoder;
    this.produced = produced;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    undecodable = context.getMetricGroup().counter("undecodable");
    passedOver = context.getMetricGroup().counter("passedOver");
    if (mayBeSealed) {
      seal = new KafkaSeal(KafkaKeyTables.open(kafka, context.getUserCodeClassLoader()));
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    T decoded;
    try {
      byte[] value = seal == null ? record.value() : seal.open(record);
      if (value == null && record.value() != null) {
        passedOver.inc();
        return;
      }
      decoded = decoder.decode(record.key(), value);
    } catch (KafkaException e) {
      // The keys cannot be read: the job waits for them, it passes nobody over.
      throw e;
    } catch (RuntimeException e) {
      undecodable.inc();
      // Neither the payload nor the exception's message: both may tell a patient's values.
      LOG.warn(
          "skipped undecodable record topic={} partition={} offset={} fault={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getClass().getSimpleName());
      return;
    }
    if (decoded != null) {
      out.collect(decoded);
    }
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return produced;
  }
}
