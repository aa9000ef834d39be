package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertHistory;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.jobs.kafka.RecordType;
import vigie.key.MasterKey;
import vigie.local.ClassPaths;
import vigie.local.FlinkCluster;
import vigie.local.FlinkJob;
import vigie.local.FlinkSettings;
import vigie.local.junit.FlinkExtension;
import vigie.local.junit.KafkaExtension;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/**
 * AlertJob is killed again and again while readings flow and the times of a thousand escalations
 * run: by SIGKILL of its TaskManager, and by a savepoint from which it goes on with one subtask
 * more or fewer. Six times, or as many as {@code -Dvigie.kills} says.
 */
class AlertJobKillsIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @RegisterExtension
  static final FlinkExtension FLINK =
      new FlinkExtension(ClassPaths.of("jobs"), FlinkSettings.DEFAULT);

  private static final int KILLS = Integer.getInteger("vigie.kills", 6);

  /** Patients with an escalation armed; each second one is answered. */
  private static final int ARMED = 1000;

  /** All of them are armed within these kills. */
  private static final int ARMING = Math.max(1, KILLS / 5);

  /**
   * Falls due when all kills are over, and long after the answers, from when readings were sent.
   */
  private static final Duration ESCALATION = Duration.ofSeconds(Math.max(90, 15 * KILLS));

  private static final int OTHERS = 40;
  private static final int READINGS_OF_OTHERS = 20;

  /** On a quiet machine it is one second; what it was is printed. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Instant begin = Instant.ofEpochMilli(System.currentTimeMillis());
  private final Random random = new Random(20_261_122);
  private final AlertTopics topics = new AlertTopics(KAFKA);
  private final AlertLoop oracle = new AlertLoop(new Escalation(ESCALATION, ESCALATION));
  private final Map<UUID, AlertTransition> expected = new HashMap<>();
  private final Set<PatientId> patients = new HashSet<>();
  private final Set<PatientId> armed = new HashSet<>();
  private final List<Outage> outages = new ArrayList<>();
  private final Path savepoints;
  private FlinkJob job = job(0, 1);

  /** The job did not run from then until then. */
  private record Outage(Instant down, Instant up) {}

  AlertJobKillsIT(@TempDir Path savepoints) {
    this.savepoints = savepoints;
  }

  @AfterEach
  void end() throws IOException {
    FLINK.cluster().stop(job, savepoints, PATIENCE);
    topics.close();
  }

  @Test
  @Tag("C-55")
  @Tag("C-57")
  void killsLoseNoAlertAndNoEscalationAndRepeatNone() throws Exception {
    topics.create();
    FLINK.cluster().ensureRunning(job);
    awaitRunning();
    for (int i = 0; i < ARMED; i++) {
      takes(profile(armed(i)));
      armed.add(armed(i));
    }
    for (int i = 0; i < OTHERS; i++) {
      takes(profile(other(i)));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill < ARMING) {
        arm(kill);
      }
      if (kill == ARMING) {
        answerEachSecond();
      }
      othersMeasure(kill);
      topics.flush();
      if (kill % 2 == 0) {
        killTaskManager();
      } else {
        goOnFromSavepoint(kill);
      }
    }
    await()
        .atMost(ESCALATION.plus(PATIENCE))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(escalated()).hasSize(ARMED / 2));

    alertsAreThoseOfTheSequentialCalculation();
    whatWasToldTwiceWasToldTheSame();
    eachUnansweredAlertEscalatedOnceAndPromptly();
    theAlertSaysWhetherItEscalated();
  }

  private void alertsAreThoseOfTheSequentialCalculation() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(outcomes(latest(), escalations()))
                    .isEqualTo(outcomes(expected, Map.of())));
  }

  private void theAlertSaysWhetherItEscalated() {
    Map<UUID, Integer> escalations = escalations();
    for (int i = 0; i < ARMED; i++) {
      assertThat(escalations.getOrDefault(alertOf(armed(i)), 0))
          .as("alert %s", i)
          .isEqualTo(answered(i) ? 0 : 1);
    }
  }

  /** How often each alert says that it escalated. */
  private Map<UUID, Integer> escalations() {
    Map<UUID, Integer> escalations = new HashMap<>();
    lives()
        .forEach(
            (alert, life) -> {
              long times = life.values().stream().filter(AlertJobKillsIT::escalated).count();
              if (times > 0) {
                escalations.put(alert, Math.toIntExact(times));
              }
            });
    return escalations;
  }

  private static boolean escalated(AlertTransition one) {
    return one.cause() == Cause.ESCALATED;
  }

  /** Of the others a killed job may decide otherwise: what fell due, before what it reads late. */
  private void whatWasToldTwiceWasToldTheSame() {
    Map<String, String> contents = new HashMap<>();
    for (AlertTransition copy : topics.all(RecordType.ALERT)) {
      if (!armed.contains(copy.patient())) {
        continue;
      }
      String content = copy.cause() + " " + outcome(copy, 0) + " " + copy.evidence();
      assertThat(contents.merge(copy.alert() + "/" + copy.sequence(), content, (a, b) -> a))
          .isEqualTo(content);
    }
  }

  private void eachUnansweredAlertEscalatedOnceAndPromptly() {
    Map<PatientId, List<Notification>> told = new HashMap<>();
    Map<UUID, Instant> toldAt = new HashMap<>();
    for (var appended : topics.appended(RecordType.NOTIFICATION)) {
      Notification one = appended.record();
      told.computeIfAbsent(one.patient(), patient -> new ArrayList<>()).add(one);
      toldAt.merge(one.id(), appended.at(), (a, b) -> a.isBefore(b) ? a : b);
    }
    List<Duration> late = new ArrayList<>();
    for (int i = 0; i < ARMED; i++) {
      List<Notification> all = told.getOrDefault(armed(i), List.of());
      List<Notification> contact = all.stream().filter(AlertJobKillsIT::escalates).toList();
      if (answered(i)) {
        assertThat(contact).as("answered alert %s", i).isEmpty();
        continue;
      }
      assertThat(contact.stream().map(Notification::id).distinct()).as("alert %s", i).hasSize(1);
      Instant at = toldAt.getOrDefault(contact.get(0).id(), Instant.MAX);
      // A kill discards what was decided since a checkpoint, perhaps after the next one has begun
      // from an older: the first message is there several times then, and one began the escalation.
      List<Notification> first =
          all.stream()
              .filter(one -> one.role() == Notification.Role.TREATING_PHYSICIAN)
              .filter(one -> one.reason() == Notification.Reason.FIRST)
              .toList();
      assertThat(first.stream().map(Notification::id).distinct())
          .as("alert %s, of which was told %s", i, all)
          .hasSize(1);
      Instant due =
          first.stream()
              .map(one -> one.decidedAt().plus(ESCALATION))
              .filter(time -> !time.isAfter(at))
              .max(Comparator.naturalOrder())
              .orElse(Instant.MAX);
      assertThat(at).as("alert %s, of which was told %s", i, all).isAfterOrEqualTo(due);
      late.add(Duration.between(recoveredAfter(due), at));
    }
    late.sort(Comparator.naturalOrder());
    System.out.printf(
        "%d kills, %d escalations; after their time or the recovery: median %d ms, most %d ms%n",
        KILLS,
        late.size(),
        late.get(late.size() / 2).toMillis(),
        late.get(late.size() - 1).toMillis());
    assertThat(late).allMatch(time -> time.compareTo(PROMPT) <= 0);
  }

  /** When what falls due at that time can be told: then, or when the job is there again. */
  private Instant recoveredAfter(Instant due) {
    return outages.stream()
        .filter(outage -> !due.isBefore(outage.down()) && due.isBefore(outage.up()))
        .map(Outage::up)
        .findFirst()
        .orElse(due);
  }

  private void killTaskManager() throws IOException {
    FlinkCluster cluster = FLINK.cluster();
    Instant down = now();
    cluster.taskManager().kill();
    cluster.taskManager().start(PATIENCE);
    // The JobManager may take a moment to know that its tasks are gone.
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> !cluster.allTasksRun(job));
    awaitRunning();
    outages.add(new Outage(down, now()));
  }

  private void goOnFromSavepoint(int kill) throws IOException {
    FlinkCluster cluster = FLINK.cluster();
    Instant down = now();
    Path savepoint = cluster.stop(job, savepoints, PATIENCE);
    job = job(kill, job.parallelism() == 1 ? 2 : 1);
    cluster.restore(job, savepoint);
    awaitRunning();
    outages.add(new Outage(down, now()));
  }

  private void awaitRunning() {
    await().atMost(PATIENCE).pollInterval(POLL).until(() -> FLINK.cluster().allTasksRun(job));
  }

  /** A heart rate of 155 for three minutes: HR-1, CRITICAL. */
  private void arm(int kill) {
    for (int i = kill * ARMED / ARMING; i < (kill + 1) * ARMED / ARMING; i++) {
      for (int minute = 3; minute >= 0; minute--) {
        takes(reading(armed(i), 155, begin.minus(Duration.ofMinutes(minute))));
      }
    }
  }

  private void answerEachSecond() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                latest().values().stream()
                        .filter(alert -> armed.contains(alert.patient()))
                        .filter(alert -> alert.peakSeverity() == Severity.CRITICAL)
                        .count()
                    >= ARMED);
    for (int i = 0; i < ARMED; i++) {
      if (answered(i)) {
        AlertCommand command =
            new AlertCommand(
                Keyed128.of("answer", i),
                armed(i),
                alertOf(armed(i)),
                AlertCommand.Kind.ACKNOWLEDGE,
                OnePatient.PHYSICIAN,
                now(),
                "");
        topics.send(RecordType.ALERT_COMMAND, command);
        decide(AlertInput.of(command));
      }
    }
  }

  private UUID alertOf(PatientId patient) {
    return AlertTransition.alertId(patient, "heart-rate-high", begin.minus(Duration.ofMinutes(3)));
  }

  /**
   * Hearts that run up and down, a reading a minute, hours ago: what they lead to pages as well.
   */
  private void othersMeasure(int kill) {
    Instant from = begin.minus(Duration.ofMinutes((long) READINGS_OF_OTHERS * (KILLS - kill)));
    for (int i = 0; i < OTHERS; i++) {
      double level = List.of(70, 105, 115, 135, 155).get(random.nextInt(5));
      for (int minute = 0; minute < READINGS_OF_OTHERS; minute++) {
        Instant at = from.plus(Duration.ofMinutes(minute));
        takes(reading(other(i), level + random.nextInt(4), at));
      }
    }
  }

  private void takes(PatientProfile profile) {
    patients.add(profile.patient());
    topics.send(RecordType.PATIENT, profile);
    decide(AlertInput.of(profile));
  }

  private void takes(Reading reading) {
    topics.send(RecordType.READING, reading);
    decide(AlertInput.of(reading));
  }

  private void decide(AlertInput input) {
    oracle.accept(
        input,
        now().toEpochMilli(),
        new AlertLoop.Listener() {
          @Override
          public void changed(AlertTransition transition) {
            expected.put(transition.alert(), transition);
          }

          @Override
          public void notified(Notification notification) {}
        });
  }

  /** The lives of our patients' alerts, as whoever reads the topic knows them in the end. */
  private Map<UUID, SortedMap<Integer, AlertTransition>> lives() {
    Map<UUID, AlertHistory> histories = new HashMap<>();
    Map<UUID, SortedMap<Integer, AlertTransition>> lives = new HashMap<>();
    for (AlertTransition one : topics.all(RecordType.ALERT)) {
      if (patients.contains(one.patient())) {
        AlertHistory.Told told =
            histories.computeIfAbsent(one.alert(), alert -> new AlertHistory()).take(one);
        SortedMap<Integer, AlertTransition> life =
            lives.computeIfAbsent(one.alert(), alert -> new TreeMap<>());
        if (told == AlertHistory.Told.INSTEAD) {
          life.tailMap(one.sequence()).clear();
        }
        life.putIfAbsent(one.sequence(), one);
      }
    }
    return lives;
  }

  private Map<UUID, AlertTransition> latest() {
    Map<UUID, AlertTransition> latest = new HashMap<>();
    lives().forEach((alert, life) -> latest.put(alert, life.get(life.lastKey())));
    return latest;
  }

  /**
   * What the alerts are in the end.
   *
   * @param byTime how many transitions of each time alone brought about: the oracle's stands still
   */
  private static Map<UUID, String> outcomes(
      Map<UUID, AlertTransition> alerts, Map<UUID, Integer> byTime) {
    Map<UUID, String> outcomes = new HashMap<>();
    alerts.forEach((id, alert) -> outcomes.put(id, outcome(alert, byTime.getOrDefault(id, 0))));
    return outcomes;
  }

  private static String outcome(AlertTransition alert, int byTime) {
    return String.join(
        " ",
        Integer.toString(alert.sequence() - byTime),
        alert.phase().name(),
        alert.severity().name(),
        alert.peakSeverity().name(),
        alert.ruleId(),
        alert.onset().toString(),
        Double.toString(alert.worst()),
        Integer.toString(alert.occurrences()));
  }

  private Set<PatientId> escalated() {
    Set<PatientId> escalated = new HashSet<>();
    for (Notification one : topics.all(RecordType.NOTIFICATION)) {
      if (escalates(one) && expected.containsKey(alertOf(one.patient()))) {
        escalated.add(one.patient());
      }
    }
    return escalated;
  }

  private static boolean escalates(Notification one) {
    return one.role() == Notification.Role.EMERGENCY_CONTACT
        && one.reason() == Notification.Reason.NOT_ACKNOWLEDGED;
  }

  private static boolean answered(int patient) {
    return patient % 2 == 1;
  }

  private static PatientId armed(int number) {
    return new PatientId(Keyed128.of("armed", number));
  }

  private static PatientId other(int number) {
    return new PatientId(Keyed128.of("other", number));
  }

  private static PatientProfile profile(PatientId patient) {
    return OnePatient.profile(patient, 1, EnumSet.allOf(Category.class));
  }

  private static Reading reading(PatientId patient, double heartRate, Instant at) {
    return OnePatient.reading(patient, "heart-rate", heartRate, at);
  }

  private static FlinkJob job(int run, int parallelism) {
    return new FlinkJob(
        "alert job",
        "%032x".formatted(0xa1e000 + run),
        "vigie.jobs.alert.AlertJob",
        List.of(
            "--" + AlertJobConfig.BOOTSTRAP_SERVERS,
            KAFKA.bootstrapServers(),
            "--" + MasterKey.SETTING,
            KAFKA.patientKeysFile().toString(),
            "--" + AlertJobConfig.ESCALATION_CRITICAL,
            ESCALATION.toString(),
            "--" + AlertJobConfig.ESCALATION_HIGH,
            ESCALATION.toString()),
        parallelism);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }
}
