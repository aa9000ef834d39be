package vigie.jobs.timeline;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import vigie.jobs.kafka.KafkaSources;
import vigie.jobs.kafka.RecordType;
import vigie.key.MasterKey;

/** The job that keeps readings and alerts in TimescaleDB. */
public final class TimelineJob {
  /** The Kafka consumer group whose committed offsets show the job's lag. */
  public static final String CONSUMER_GROUP = "vigie-timeline-job";

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  private TimelineJob() {}

  /** Submits the job; settings as {@link TimelineConfig} says. */
  public static void main(String[] arguments) throws Exception {
    TimelineConfig config = TimelineConfig.of(arguments, System.getenv());
    // Said at submission, and not by each task.
    MasterKey.read(Path.of(config.patientKeysFile()));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    configure(environment);
    TimelineTopology.connect(
        source(environment, RecordType.READING, config),
        source(environment, RecordType.ALERT, config),
        TimelineSinks.readings(settings(config), BatchLimits.standard()),
        TimelineSinks.transitions(settings(config), BatchLimits.standard()));
    environment.execute("vigie-timeline");
  }

  /** What must hold for this job wherever it runs. */
  static void configure(StreamExecutionEnvironment environment) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    // While the database is away no checkpoint completes, and that is right: see DISCUSSION.md.
    settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    environment.configure(settings);
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    }
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment environment, RecordType<T> type, TimelineConfig config) {
    return environment
        .fromSource(
            KafkaSources.of(type, config.kafka(), CONSUMER_GROUP),
            WatermarkStrategy.noWatermarks(),
            type.topic())
        .uid("source-" + type.name());
  }

  private static TimescaleSettings settings(TimelineConfig config) {
    return TimescaleSettings.of(
        config.databaseUrl(), config.databaseUser(), config.databasePassword());
  }
}
