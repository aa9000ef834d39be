package vigie.jobs.kafka;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic's records. A record that cannot be read is counted in the metric {@code
 * undecodable}, named in the log by its place, and skipped: one poisoned record must not stop the
 * alerts of all patients.
 *
 * @param <T> what a record becomes
 */
public final class KafkaRecordReader<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordReader.class);

  private final Decoder<T> decoder;
  private final TypeInformation<T> produced;
  private transient Counter undecodable = new SimpleCounter();

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

  KafkaRecordReader(Decoder<T> decoder, TypeInformation<T> produced) {
    this.decoder = decoder;
    this.produced = produced;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    undecodable = context.getMetricGroup().counter("undecodable");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    T decoded;
    try {
      decoded = decoder.decode(record.key(), record.value());
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
