package vigie.jobs.timeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Severity;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;
import vigie.local.ServerProcess;
import vigie.local.junit.DatabaseExtension;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/** The whole graph on a Flink cluster in this JVM, with a real database that breaks. */
class TimelineTopologyIT {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final TimescaleTables TABLES = new TimescaleTables(DATABASE);
  private static final int READINGS = 30_000;

  /** Each fifth reading comes twice. */
  private static final int SENT = READINGS * 6 / 5;

  @BeforeAll
  static void createTables() throws SQLException {
    TABLES.create();
  }

  @BeforeEach
  void emptyTables() throws SQLException {
    TABLES.empty();
  }

  @Test
  void everyReadingAndTransitionIsKeptOnce() throws Exception {
    JobClient job = start();

    job.getJobExecutionResult().get(240, SECONDS);

    assertAllKeptOnce();
  }

  @Test
  void aDatabaseThatFreezesDiesAndComesBackLosesNothingAndFailsNothing() throws Exception {
    ServerProcess server = DATABASE.server().process();
    JobClient job = start();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> TABLES.count("reading") > 0);

    // Frozen for longer than the writer's patience, and then killed without having answered.
    server.pause();
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(8))
        .until(() -> job.getJobStatus().get(10, SECONDS) == JobStatus.RUNNING);
    server.kill();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(6))
        .until(() -> job.getJobStatus().get(10, SECONDS) == JobStatus.RUNNING);
    server.start(Duration.ofMinutes(1));

    job.getJobExecutionResult().get(240, SECONDS);
    assertAllKeptOnce();
  }

  private static void assertAllKeptOnce() throws SQLException {
    List<Reading> expected =
        LongStream.range(0, READINGS).mapToObj(TimelineTopologyIT::reading).toList();
    assertThat(TABLES.count("reading")).isEqualTo(READINGS);
    for (Resolution resolution : Resolution.values()) {
      RollupsAssert.assertEqualButForRounding(
          TABLES.rollups(resolution), ExpectedRollups.of(expected, resolution));
    }
    assertThat(TABLES.count("alert_transition")).isEqualTo(3);
    assertThat(TABLES.query("SELECT phase FROM alert", row -> row.getString(1)))
        .containsExactly("RESOLVED");
  }

  private static JobClient start() throws Exception {
    Configuration settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    TimelineJob.configure(environment);
    environment.enableCheckpointing(200);
    environment.getCheckpointConfig().setCheckpointTimeout(1000);
    TimescaleSettings database =
        TABLES.settings().patient(Duration.ofSeconds(1), Duration.ofSeconds(8));
    BatchLimits limits =
        new BatchLimits(200, Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofSeconds(1));
    DataStream<Reading> readings =
        numbers(environment, SENT)
            .map(n -> reading(n * 7919 % SENT % READINGS))
            .returns(new FlinkRecordTypeInfo<>(RecordType.READING));
    DataStream<AlertTransition> transitions =
        numbers(environment, 6)
            .map(n -> transition((int) (5 - n) % 3))
            .returns(new FlinkRecordTypeInfo<>(RecordType.ALERT));
    TimelineTopology.connect(
        readings,
        transitions,
        TimelineSinks.readings(database, limits),
        TimelineSinks.transitions(database, limits));
    return environment.executeAsync();
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment environment, long count) {
    return environment.fromSource(
        new NumberSequenceSource(0, count - 1), WatermarkStrategy.noWatermarks(), "numbers");
  }

  private static Reading reading(long number) {
    return TimelineFixtures.reading(
        new PatientId(new UUID(number % 50 << 57, 1)),
        1 + (int) (number % 3),
        40 + (int) (number % 101),
        TimelineFixtures.NOON.plusSeconds(number),
        number);
  }

  private static AlertTransition transition(int sequence) {
    return TimelineFixtures.transition(
        sequence, sequence == 2 ? AlertPhase.RESOLVED : AlertPhase.ACTIVE, Severity.HIGH);
  }
}
