package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.RuleCatalogue;
import vigie.jobs.kafka.RecordType;
import vigie.key.MasterKey;
import vigie.local.ClassPaths;
import vigie.local.FlinkCluster;
import vigie.local.FlinkJob;
import vigie.local.FlinkSettings;
import vigie.local.junit.FlinkExtension;
import vigie.local.junit.KafkaExtension;
import vigie.reading.Category;
import vigie.reading.PatientId;

/**
 * AlertJob goes on from savepoints of earlier versions, which lie in {@code savepoints} among the
 * tests' resources, and from one of this version. To keep this version's, copy it there from {@code
 * vigie-savepoint} in the folder for temporary files. It names the folder it was written to, so
 * that is no folder of somebody's.
 */
class KeptSavepointIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @RegisterExtension
  static final FlinkExtension FLINK =
      new FlinkExtension(ClassPaths.of("jobs"), FlinkSettings.DEFAULT);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path KEPT = Path.of("src/test/resources/savepoints");
  private static final Path OURS = Path.of(System.getProperty("java.io.tmpdir"), "vigie-savepoint");

  /** All savepoints were made of these patients, at this time of theirs. */
  private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

  private static final PatientId ALARMED = new PatientId(Keyed128.of("kept: alarmed"));
  private static final PatientId ANSWERED = new PatientId(Keyed128.of("kept: answered"));
  private static final PatientId HOLDING = new PatientId(Keyed128.of("kept: holding"));

  private static final Set<Category> ALL = EnumSet.allOf(Category.class);

  private static AlertTopics topics;

  @BeforeAll
  static void makeThisVersionsSavepoint() throws Exception {
    topics = new AlertTopics(KAFKA);
    topics.create();
    FlinkCluster cluster = FLINK.cluster();
    FlinkJob job = job("made");
    cluster.ensureRunning(job);
    RuleCatalogue.defaults().forEach(rule -> topics.send(RecordType.RULE, rule));
    for (PatientId patient : List.of(ALARMED, ANSWERED, HOLDING)) {
      topics.send(RecordType.PATIENT, OnePatient.profile(patient, 1, ALL));
    }
    measures(ALARMED, 155, 0, 4);
    measures(ANSWERED, 115, 0, 11);
    measures(HOLDING, 155, 0, 3);
    topics.flush();
    AlertTransition open = awaitPhase(ANSWERED, AlertPhase.ACTIVE);
    topics.send(
        RecordType.ALERT_COMMAND,
        new AlertCommand(
            Keyed128.of("kept: answer"),
            ANSWERED,
            open.alert(),
            AlertCommand.Kind.ACKNOWLEDGE,
            OnePatient.PHYSICIAN,
            START.plus(Duration.ofMinutes(11)),
            ""));
    topics.flush();
    awaitPhase(ANSWERED, AlertPhase.ACKNOWLEDGED);
    awaitPhase(ALARMED, AlertPhase.ACTIVE);
    FileUtils.deleteDirectory(OURS.toFile());
    cluster.stop(job, Files.createDirectories(OURS).toAbsolutePath(), PATIENCE);
  }

  @AfterAll
  static void close() {
    topics.close();
  }

  static Stream<Path> savepoints() throws IOException {
    try (Stream<Path> kept = Files.list(KEPT);
        Stream<Path> ours = Files.list(OURS)) {
      return Stream.concat(kept.sorted(), ours).filter(Files::isDirectory).toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("savepoints")
  @Tag("C-55")
  void alertsGoOnWhereASavepointLeftThem(Path savepoint, @TempDir Path after) throws Exception {
    FlinkJob job = job("restored from " + savepoint);
    Instant restored = Instant.ofEpochMilli(System.currentTimeMillis());
    FLINK.cluster().restore(job, savepoint.toAbsolutePath());
    measures(ALARMED, 80, 4, 12);
    measures(ANSWERED, 80, 11, 23);
    measures(HOLDING, 155, 3, 4);
    topics.flush();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(phaseSince(restored, ALARMED)).isEqualTo(AlertPhase.LATCHED);
              assertThat(phaseSince(restored, ANSWERED)).isEqualTo(AlertPhase.RESOLVED);
              assertThat(phaseSince(restored, HOLDING)).isEqualTo(AlertPhase.ACTIVE);
            });
    FLINK.cluster().stop(job, after, PATIENCE);
  }

  /** How the alert that began at the start stands by what was told since then. */
  private static @Nullable AlertPhase phaseSince(Instant time, PatientId patient) {
    UUID id = AlertTransition.alertId(patient, "heart-rate-high", START);
    // Each restored job tells the same transitions again.
    return topics.appended(RecordType.ALERT).stream()
        .filter(told -> !told.at().isBefore(time))
        .map(AlertTopics.Appended::record)
        .filter(alert -> alert.alert().equals(id))
        .max(Comparator.comparingInt(AlertTransition::sequence))
        .map(AlertTransition::phase)
        .orElse(null);
  }

  private static AlertTransition awaitPhase(PatientId patient, AlertPhase phase) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.alerts(patient).stream().filter(a -> a.phase() == phase).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** A heart rate each minute, from that minute to before that. */
  private static void measures(PatientId patient, double value, int from, int to) {
    for (int minute = from; minute < to; minute++) {
      Instant at = START.plus(Duration.ofMinutes(minute));
      topics.send(RecordType.READING, OnePatient.reading(patient, "heart-rate", value, at));
    }
  }

  private static FlinkJob job(String run) {
    String id = Keyed128.of("kept savepoint", run).toString().replace("-", "");
    return new FlinkJob(
        "alert job",
        id,
        "vigie.jobs.alert.AlertJob",
        List.of(
            "--" + AlertJobConfig.BOOTSTRAP_SERVERS,
            KAFKA.bootstrapServers(),
            "--" + MasterKey.SETTING,
            KAFKA.patientKeysFile().toString()),
        1);
  }
}
