package vigie.jobs.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.engine.DeviceNews;
import vigie.engine.Escalation;
import vigie.engine.PatientKey;
import vigie.engine.sample.Sample;
import vigie.jobs.alert.AlertJob;
import vigie.jobs.alert.AlertTopology;
import vigie.jobs.alert.FlinkAlertInputTypeInfo;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.KafkaAccess;
import vigie.jobs.kafka.KafkaRecordReader;
import vigie.jobs.kafka.KafkaSinks;
import vigie.jobs.kafka.KafkaSources;
import vigie.jobs.kafka.RecordType;
import vigie.reading.MetricCatalogue;

/**
 * The contenders on Flink, each on a fresh local cluster in this JVM with the same settings: the
 * job's own, one slot. A run ends when all readings there are have been read and all that came of
 * them is in Kafka.
 */
final class KafkaFlinkRuns {
  private static final String GROUP = "vigie-bench";

  private static final Duration OUT_OF_ORDERNESS = Duration.ofMinutes(2);

  private final KafkaAccess kafka;
  private final String checkpoints;
  private final Keeping keeping;
  private final int patients;

  /**
   * How state is kept.
   *
   * @param backend {@code hashmap} or {@code rocksdb}
   * @param rocksdbMegabytes what RocksDB may use for caches and what is not yet on disk; Flink's
   *     default for a local cluster, 128, is not meant for a million patients
   * @param checkpointInterval between the starts of two checkpoints
   */
  record Keeping(String backend, int rocksdbMegabytes, Duration checkpointInterval) {}

  /**
   * Describes runs.
   *
   * @param checkpoints a folder, as a URI
   * @param patients whose profiles are known before the first reading
   */
  KafkaFlinkRuns(KafkaAccess kafka, String checkpoints, Keeping keeping, int patients) {
    this.kafka = kafka;
    this.checkpoints = checkpoints;
    this.keeping = keeping;
    this.patients = patients;
  }

  /** The alert job's own graph, all rules on. */
  RunClock.Spent alerts(Escalation escalation) throws Exception {
    RunClock.reset(patients);
    StreamExecutionEnvironment env = environment();
    new AlertTopology(
            readings(),
            inputs(
                RecordType.PATIENT,
                (key, value) -> {
                  RunClock.profileCame();
                  return AlertInput.of(decoded(RecordType.PATIENT, value));
                }),
            inputs(
                RecordType.ALERT_COMMAND,
                (key, value) -> AlertInput.of(decoded(RecordType.ALERT_COMMAND, value))),
            inputs(
                RecordType.DELIVERY,
                (key, value) -> AlertInput.of(decoded(RecordType.DELIVERY, value))),
            records(RecordType.DEVICE),
            inputs(
                RecordType.DEVICE_STATUS,
                (key, value) -> DeviceNews.of(decoded(RecordType.DEVICE_STATUS, value))),
            inputs(
                RecordType.REJECTED,
                (key, value) -> DeviceNews.of(decoded(RecordType.REJECTED, value))),
            records(RecordType.RULE),
            KafkaSinks.of(RecordType.ALERT, AlertTransition::patient, kafka),
            KafkaSinks.of(RecordType.NOTIFICATION, Notification::patient, kafka),
            escalation)
        .build(env);
    env.execute("bench-alerts");
    return RunClock.spent();
  }

  /**
   * The same source, key, type between operators and kind of sink, with a count as its state.
   *
   * @param every each so many readings of a patient one is written
   */
  RunClock.Spent passThrough(int every) throws Exception {
    RunClock.reset(0);
    StreamExecutionEnvironment env = environment();
    timed(env)
        .keyBy(AlertInput::patient, TypeInformation.of(PatientKey.class))
        .process(new PassFunction(every))
        .returns(new FlinkAlertInputTypeInfo())
        .sinkTo(KafkaSinks.of(new PassedWriter(), kafka.bootstrapServers()));
    env.execute("bench-pass-through");
    return RunClock.spent();
  }

  /** One rule in flink-cep over the same source, heart rates alone taken on to the key. */
  RunClock.Spent cep() throws Exception {
    RunClock.reset(0);
    StreamExecutionEnvironment env = environment();
    int heartRate = MetricCatalogue.standard().metric("heart-rate").number();
    FlinkCepRule.matches(
            timed(env)
                .filter(input -> sample(input).metric == heartRate)
                .keyBy(AlertInput::patient, TypeInformation.of(PatientKey.class)))
        .returns(new FlinkAlertInputTypeInfo())
        .sinkTo(KafkaSinks.of(new PassedWriter(), kafka.bootstrapServers()));
    env.execute("bench-cep");
    return RunClock.spent();
  }

  private DataStream<AlertInput> timed(StreamExecutionEnvironment env) {
    WatermarkStrategy<AlertInput> effective =
        WatermarkStrategy.<AlertInput>forBoundedOutOfOrderness(OUT_OF_ORDERNESS)
            .withTimestampAssigner((input, otherwise) -> sample(input).effective);
    return env.fromSource(readings(), effective, "readings", new FlinkAlertInputTypeInfo());
  }

  private Source<AlertInput, ?, ?> readings() {
    return inputs(
        RecordType.READING,
        (key, value) -> {
          RunClock.readingCame();
          return AlertInput.of(decoded(RecordType.READING, value));
        });
  }

  private Source<AlertInput, ?, ?> inputs(
      RecordType<?> type, KafkaRecordReader.Decoder<AlertInput> decoder) {
    return KafkaSources.upToNow(type.topic(), kafka, GROUP, decoder, new FlinkAlertInputTypeInfo());
  }

  private StreamExecutionEnvironment environment() {
    Configuration settings = AlertJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, keeping.backend());
    settings.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(keeping.rocksdbMegabytes()));
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, keeping.checkpointInterval());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    // The wait for one more checkpoint at the end is not the job's work.
    settings.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    // A failure must end the benchmark, not slow it down.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.createLocalEnvironment(1, settings);
  }

  private <T> Source<T, ?, ?> records(RecordType<T> type) {
    return KafkaSources.upToNow(
        type.topic(),
        kafka,
        GROUP,
        (key, value) -> decoded(type, value),
        new FlinkRecordTypeInfo<>(type));
  }

  private static <T> T decoded(RecordType<T> type, byte @Nullable [] value) {
    return type.codec().decode(Objects.requireNonNull(value, "the benchmark sends no tombstones"));
  }

  static Sample sample(AlertInput input) {
    return Objects.requireNonNull(input.sample());
  }

  /** Counts a patient's readings, and passes on each so manieth. */
  private static final class PassFunction
      extends KeyedProcessFunction<PatientKey, AlertInput, AlertInput> {
    private static final long serialVersionUID = 1;
    private final int every;
    private transient @Nullable ValueState<Long> count;

    PassFunction(int every) {
      this.every = every;
    }

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(AlertInput input, Context context, Collector<AlertInput> out)
        throws Exception {
      ValueState<Long> state = Objects.requireNonNull(count, "open comes first");
      Long before = state.value();
      long now = before == null ? 1 : before + 1;
      state.update(now);
      if (now % every == 0) {
        out.collect(input);
      }
    }
  }

  /** A record about as long as a reading's. */
  private static final class PassedWriter implements KafkaRecordSerializationSchema<AlertInput> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        AlertInput input, KafkaSinkContext context, @Nullable Long timestamp) {
      Sample sample = sample(input);
      UUID patient = new UUID(input.patient().high(), input.patient().low());
      ByteBuffer value =
          ByteBuffer.allocate(6 * Long.BYTES)
              .putLong(patient.getMostSignificantBits())
              .putLong(patient.getLeastSignificantBits())
              .putLong(sample.effective)
              .putLong(sample.received)
              .putLong(sample.identity)
              .putDouble(sample.value);
      return new ProducerRecord<>(
          KafkaBenchTopics.PASSED,
          patient.toString().getBytes(StandardCharsets.UTF_8),
          value.array());
    }
  }
}
