package vigie.jobs.alert;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.engine.Escalation;
import vigie.jobs.kafka.KafkaAccess;
import vigie.jobs.kafka.RecordType;
import vigie.key.PatientKey;
import vigie.key.SealHeader;
import vigie.local.junit.KafkaExtension;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** The job between real topics: from readings to the alert, the physician and the contact. */
class AlertJobIT {
  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  private static final UUID PHYSICIAN = UUID.randomUUID();
  private static final UUID CONTACT = UUID.randomUUID();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static AlertTopics topics;
  private static JobClient job;

  @BeforeAll
  static void startJob() throws Exception {
    topics = new AlertTopics(KAFKA);
    topics.create();
    AlertJobConfig config =
        new AlertJobConfig(
            new KafkaAccess(KAFKA.bootstrapServers(), KAFKA.patientKeysFile().toString()),
            new Escalation(Duration.ofSeconds(3), Duration.ofMinutes(60)));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, AlertJob.settings());
    AlertJob.onKafka(config).build(env);
    job = env.executeAsync("alert job test");
  }

  @AfterAll
  static void stopJob() throws Exception {
    job.cancel().get();
    topics.close();
  }

  @Test
  @Tag("C-57")
  void readingsBecomeAnAlertForThePhysicianAndUnansweredForTheContact() {
    PatientId patient = patient();
    tachycardia(patient);

    AlertTransition opened =
        await()
            .atMost(PATIENCE)
            .until(() -> topics.alerts(patient), list -> !list.isEmpty())
            .get(0);
    assertThat(opened.cause()).isEqualTo(Cause.CONFIRMED);
    assertThat(opened.ruleId()).isEqualTo("HR-1");
    assertThat(opened.evidence()).hasSize(4);
    List<Notification> told =
        await()
            .atMost(PATIENCE)
            .until(() -> topics.notifications(patient), list -> list.size() >= 3);
    assertThat(told.subList(0, 3))
        .extracting(Notification::recipient, Notification::reason)
        .containsExactly(
            tuple(patient.value(), Notification.Reason.FIRST),
            tuple(PHYSICIAN, Notification.Reason.FIRST),
            tuple(CONTACT, Notification.Reason.NOT_ACKNOWLEDGED));
  }

  @Test
  void anAcknowledgementIsFollowedByNoEscalation() {
    PatientId patient = patient();
    tachycardia(patient);
    AlertTransition opened =
        await()
            .atMost(PATIENCE)
            .until(() -> topics.alerts(patient), list -> !list.isEmpty())
            .get(0);
    topics.send(
        RecordType.ALERT_COMMAND,
        new AlertCommand(
            UUID.randomUUID(),
            patient,
            opened.alert(),
            AlertCommand.Kind.ACKNOWLEDGE,
            PHYSICIAN,
            Instant.now(),
            "on my way"));

    List<AlertTransition> alerts =
        await().atMost(PATIENCE).until(() -> topics.alerts(patient), list -> list.size() == 2);
    assertThat(alerts.get(1).phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    assertThat(alerts.get(1).note()).isEqualTo("on my way");
  }

  @Test
  void aPoisonedRecordIsPassedOver() {
    topics.send(new ProducerRecord<>(Topics.READING, new byte[] {1}, new byte[] {1, 2, 3}));
    PatientId patient = patient();
    tachycardia(patient);

    await().atMost(PATIENCE).until(() -> topics.alerts(patient), list -> !list.isEmpty());
  }

  @Test
  @Tag("C-71")
  void aSealedReadingLeadsToASealedAlertAndNothingOfAnErasedPatientIsReadable() throws Exception {
    PatientId patient = patient();
    PatientKey key = topics.makeKey(patient);
    topics.flush();
    readings(patient).forEach(one -> topics.sendSealed(RecordType.READING, one, patient, key));

    await().atMost(PATIENCE).until(() -> topics.alerts(patient), list -> !list.isEmpty());
    await().atMost(PATIENCE).until(() -> topics.notifications(patient), list -> !list.isEmpty());
    for (String topic : List.of(Topics.READING, Topics.ALERT, Topics.NOTIFICATION)) {
      List<ConsumerRecord<byte[], byte[]>> about = about(topic, patient);
      assertThat(about).isNotEmpty();
      for (ConsumerRecord<byte[], byte[]> each : about) {
        assertThat(each.headers().lastHeader(SealHeader.NAME).value())
            .isEqualTo(SealHeader.of(patient.value()));
        assertThat(new String(each.value(), ISO_8859_1)).doesNotContain("watch-1", "HR-1");
      }
    }

    topics.destroyKey(patient);
    topics.flush();
    await().atMost(PATIENCE).until(() -> topics.alerts(patient).isEmpty());
    assertThat(topics.notifications(patient)).isEmpty();
    PatientId neighbour = patient();
    PatientKey theirs = topics.makeKey(neighbour);
    topics.flush();
    int before = about(Topics.ALERT, patient).size();
    readings(patient).forEach(one -> topics.sendSealed(RecordType.READING, one, patient, key));
    readings(neighbour)
        .forEach(one -> topics.sendSealed(RecordType.READING, one, neighbour, theirs));
    await().atMost(PATIENCE).until(() -> topics.alerts(neighbour), list -> !list.isEmpty());
    assertThat(about(Topics.ALERT, patient)).hasSize(before);
  }

  private static List<ConsumerRecord<byte[], byte[]>> about(String topic, PatientId patient) {
    return topics.raw(topic).stream()
        .filter(each -> new String(each.key(), ISO_8859_1).equals(patient.toString()))
        .toList();
  }

  private static PatientId patient() {
    PatientId patient = new PatientId(UUID.randomUUID());
    topics.send(
        RecordType.PATIENT,
        new PatientProfile(
            patient, 1, EnumSet.allOf(Category.class), PHYSICIAN, CONTACT, List.of(), Set.of()));
    return patient;
  }

  private static void tachycardia(PatientId patient) {
    readings(patient).forEach(one -> topics.send(RecordType.READING, one));
  }

  private static List<Reading> readings(PatientId patient) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    List<Reading> readings = new ArrayList<>();
    for (int minute = 3; minute >= 0; minute--) {
      Instant at = now.minus(Duration.ofMinutes(minute));
      readings.add(
          new Reading(
              patient,
              new DeviceId("watch-1"),
              MetricCatalogue.standard().metric("heart-rate"),
              160,
              at,
              null,
              null,
              now,
              null,
              Quality.VALID,
              Context.REST,
              null,
              Duration.ofMinutes(1)));
    }
    return readings;
  }
}
