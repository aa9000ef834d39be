package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topic;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.engine.Escalation;
import vigie.jobs.kafka.RecordType;
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

  private static KafkaProducer<byte[], byte[]> producer;
  private static JobClient job;

  @BeforeAll
  static void startJob() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          Topic.ALL.stream()
              .filter(topic -> !there.contains(topic.name()))
              .map(
                  topic ->
                      new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1)
                          .configs(topic.settings()))
              .toList();
      admin.createTopics(missing).all().get();
    }
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    AlertJobConfig config =
        new AlertJobConfig(
            KAFKA.bootstrapServers(),
            new Escalation(Duration.ofSeconds(3), Duration.ofMinutes(60)));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, AlertJob.settings());
    AlertJob.onKafka(config).build(env);
    job = env.executeAsync("alert job test");
  }

  @AfterAll
  static void stopJob() throws Exception {
    job.cancel().get();
    producer.close();
  }

  @Test
  @Tag("C-57")
  void readingsBecomeAnAlertForThePhysicianAndUnansweredForTheContact() {
    PatientId patient = patient();
    tachycardia(patient);

    AlertTransition opened =
        await().atMost(PATIENCE).until(() -> alerts(patient), list -> !list.isEmpty()).get(0);
    assertThat(opened.cause()).isEqualTo(Cause.CONFIRMED);
    assertThat(opened.ruleId()).isEqualTo("HR-1");
    assertThat(opened.evidence()).hasSize(4);
    List<Notification> told =
        await().atMost(PATIENCE).until(() -> notifications(patient), list -> list.size() >= 3);
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
        await().atMost(PATIENCE).until(() -> alerts(patient), list -> !list.isEmpty()).get(0);
    send(
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
        await().atMost(PATIENCE).until(() -> alerts(patient), list -> list.size() == 2);
    assertThat(alerts.get(1).phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    assertThat(alerts.get(1).note()).isEqualTo("on my way");
  }

  @Test
  void aPoisonedRecordIsPassedOver() {
    send(new ProducerRecord<>(Topics.READING, new byte[] {1}, new byte[] {1, 2, 3}));
    PatientId patient = patient();
    tachycardia(patient);

    await().atMost(PATIENCE).until(() -> alerts(patient), list -> !list.isEmpty());
  }

  private static PatientId patient() {
    PatientId patient = new PatientId(UUID.randomUUID());
    send(
        RecordType.PATIENT,
        new PatientProfile(
            patient, 1, EnumSet.allOf(Category.class), PHYSICIAN, CONTACT, List.of(), Set.of()));
    return patient;
  }

  private static void tachycardia(PatientId patient) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    for (int minute = 3; minute >= 0; minute--) {
      Instant at = now.minus(Duration.ofMinutes(minute));
      send(
          RecordType.READING,
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
  }

  private static <T> void send(RecordType<T> type, T record) {
    send(
        new ProducerRecord<>(
            type.topic(),
            type.key(record).getBytes(StandardCharsets.UTF_8),
            type.codec().encode(record)));
  }

  private static void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the test's record was not taken", e);
    }
  }

  private static List<AlertTransition> alerts(PatientId patient) {
    Set<String> seen = new HashSet<>();
    return all(RecordType.ALERT).stream()
        .filter(alert -> alert.patient().equals(patient))
        .filter(alert -> seen.add(alert.alert() + "/" + alert.sequence()))
        .toList();
  }

  private static List<Notification> notifications(PatientId patient) {
    Set<UUID> seen = new HashSet<>();
    return all(RecordType.NOTIFICATION).stream()
        .filter(notification -> notification.patient().equals(patient))
        .filter(notification -> seen.add(notification.id()))
        .toList();
  }

  private static <T> List<T> all(RecordType<T> type) {
    List<T> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(type.topic()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> records.add(type.codec().decode(record.value())));
      }
    }
    return records;
  }
}
