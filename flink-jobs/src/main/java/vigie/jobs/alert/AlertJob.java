package vigie.jobs.alert;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.engine.DeviceNews;
import vigie.jobs.kafka.KafkaAccess;
import vigie.jobs.kafka.KafkaRecordReader;
import vigie.jobs.kafka.KafkaSinks;
import vigie.jobs.kafka.KafkaSources;
import vigie.jobs.kafka.RecordType;
import vigie.key.MasterKey;
import vigie.reading.PatientId;

/** The alert job on Kafka. Where and how often it checkpoints is the cluster's configuration. */
public final class AlertJob {
  /** The consumer group whose lag shows how far the job is. */
  public static final String CONSUMER_GROUP = "vigie-alert-job";

  private AlertJob() {}

  /** Settings as {@code --NAME VALUE} or from the environment; see {@link AlertJobConfig}. */
  public static void main(String[] arguments) throws Exception {
    AlertJobConfig config = AlertJobConfig.of(List.of(arguments), System.getenv());
    // Said at submission, and not by each task.
    MasterKey.read(Path.of(config.kafka().patientKeysFile()));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings());
    onKafka(config).build(env);
    env.execute("vigie-alerts");
  }

  /** The graph between Kafka's topics. */
  public static AlertTopology onKafka(AlertJobConfig config) {
    KafkaAccess kafka = config.kafka();
    return new AlertTopology(
        inputs(
            RecordType.READING,
            kafka,
            (key, v) -> v == null ? null : AlertInput.of(read(RecordType.READING, v))),
        inputs(
            RecordType.PATIENT,
            kafka,
            (key, v) -> v == null ? erasure(key) : AlertInput.of(read(RecordType.PATIENT, v))),
        inputs(
            RecordType.ALERT_COMMAND,
            kafka,
            (key, v) -> v == null ? null : AlertInput.of(read(RecordType.ALERT_COMMAND, v))),
        inputs(
            RecordType.DELIVERY,
            kafka,
            (key, v) -> v == null ? null : AlertInput.of(read(RecordType.DELIVERY, v))),
        KafkaSources.of(RecordType.DEVICE, kafka, CONSUMER_GROUP),
        inputs(
            RecordType.DEVICE_STATUS,
            kafka,
            (key, v) -> v == null ? null : DeviceNews.of(read(RecordType.DEVICE_STATUS, v))),
        inputs(
            RecordType.REJECTED,
            kafka,
            (key, v) -> v == null ? null : DeviceNews.of(read(RecordType.REJECTED, v))),
        KafkaSources.of(RecordType.RULE, kafka, CONSUMER_GROUP),
        KafkaSinks.of(RecordType.ALERT, AlertTransition::patient, kafka),
        KafkaSinks.of(RecordType.NOTIFICATION, Notification::patient, kafka),
        config.escalation());
  }

  /** What the job needs of its environment, whatever the cluster's defaults are. */
  public static Configuration settings() {
    Configuration settings = new Configuration();
    // A generic type would fall to Kryo: slow, and its state does not survive a change of class.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // An alert must not wait for a network buffer to fill.
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(2));
    // Aligned: records are small and back-pressure rare, and no patient's readings in flight lie
    // in a checkpoint in a form that the next version cannot read.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // Whoever keeps state in RocksDB has much of it: a checkpoint writes what changed, and a
    // patient
    // seen for the first time is not looked for in every file.
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.setString("state.backend.rocksdb.use-bloom-filter", "true");
    // A slow disk delays recovery, it does not stop alerts.
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 100);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    return settings;
  }

  private static <T> T read(RecordType<T> type, byte[] value) {
    return type.codec().decode(value);
  }

  private static Source<AlertInput, ?, ?> inputs(
      RecordType<?> type, KafkaAccess kafka, KafkaRecordReader.Decoder<AlertInput> decoder) {
    return KafkaSources.of(
        type.topic(), kafka, CONSUMER_GROUP, decoder, new FlinkAlertInputTypeInfo());
  }

  private static AlertInput erasure(byte @Nullable [] key) {
    if (key == null) {
      throw new IllegalArgumentException("a tombstone without key erases nobody");
    }
    return AlertInput.erasure(PatientId.parse(new String(key, StandardCharsets.UTF_8)));
  }
}
