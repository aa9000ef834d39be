package vigie.jobs.kafka;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Topics as Flink sinks: at least once, because a Kafka transaction would hold every alert until
 * the next checkpoint. What is written twice has the same id.
 */
public final class KafkaSinks {
  private KafkaSinks() {}

  /**
   * The topic of these records, written without waiting for more to come, and sealed.
   *
   * @param patient whom a record is about
   */
  public static <T> KafkaSink<T> of(
      RecordType<T> type, KafkaRecordWriter.About<T> patient, KafkaAccess kafka) {
    return of(new KafkaRecordWriter<>(type, patient, kafka), kafka.bootstrapServers());
  }

  /** Records written by one's own writer, in the same way otherwise. */
  public static <T> KafkaSink<T> of(
      KafkaRecordSerializationSchema<T> writer, String bootstrapServers) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(writer)
        .setProperty(ProducerConfig.LINGER_MS_CONFIG, "0")
        .setProperty(ProducerConfig.ACKS_CONFIG, "all")
        .setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")
        // Long enough to outlive a broker's restart without failing the job.
        .setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000")
        .build();
  }
}
