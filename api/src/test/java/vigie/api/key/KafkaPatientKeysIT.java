package vigie.api.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vigie.Topics;
import vigie.alert.AlertCommand;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.api.outbox.KafkaPublisher;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.codec.MalformedRecordException;
import vigie.key.KafkaPatientKeys;
import vigie.key.KafkaSeal;
import vigie.key.MasterKey;
import vigie.key.PatientKey;
import vigie.reading.PatientId;

/** The table of keys on a real broker, and what the API does for it. */
class KafkaPatientKeysIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] VALUE = "heart rate 131".getBytes(StandardCharsets.UTF_8);

  private final MasterKey master = MasterKey.read(api.config().patientKeysFile());
  private final UUID patient = UUID.randomUUID();
  private KafkaPatientKeys keys;

  @BeforeEach
  void start() {
    keys = table(master);
  }

  @AfterEach
  void stop() {
    keys.close();
  }

  @Test
  void aNewPatientHasAKeyInTheStoreAndOnTheTopicBeforeTheirFirstReading() {
    UUID made = api.operator().person("PATIENT").id();

    assertThat(keys.await(made, PATIENCE)).isNotNull();
    assertThat(keys.wrapped(made)).isEqualTo(stored(made).get(0));
  }

  @Test
  void whatIsAskedForIsAwaitedAsFarAsTheTopicReachesAndNoFurther() {
    PatientKey key = PatientKey.random(new SecureRandom());
    publish(patient, master.wrap(patient, key));

    assertThat(keys.find(patient)).isNotNull();
    assertThat(keys.find(UUID.randomUUID())).isNull();
    assertThat(keys.await(UUID.randomUUID(), Duration.ofMillis(1))).isNull();
  }

  @Test
  @Tag("C-71")
  void aTombstoneDestroysAtOnceAndForGoodAndAnybodysTableThatIsReadAnew() {
    PatientKey key = PatientKey.random(new SecureRandom());
    byte[] wrapped = master.wrap(patient, key);
    publish(patient, wrapped);
    KafkaSeal seal = new KafkaSeal(keys);
    ConsumerRecord<byte[], byte[]> record =
        read(seal.seal(key, patient, Topics.READING, patient.toString(), VALUE));
    assertThat(seal.open(record)).isEqualTo(VALUE);

    publish(patient, null);

    await().atMost(PATIENCE).until(() -> keys.destroyed(patient));
    assertThat(seal.open(record)).isNull();
    assertThat(seal.passedOver()).isEqualTo(1);
    assertThat(keys.current(patient)).isNull();
    // Whatever comes later for the same patient: who was erased stays erased.
    publish(patient, wrapped);
    UUID after = UUID.randomUUID();
    publish(after, master.wrap(after, key));
    assertThat(keys.await(after, PATIENCE)).isNotNull();
    try (KafkaPatientKeys anew = table(master)) {
      assertThat(new KafkaSeal(anew).open(record)).isNull();
    }
  }

  @Test
  void whatIsNotSealedIsReadAsItIsAndABrokenSealIsAFault() {
    PatientKey key = PatientKey.random(new SecureRandom());
    publish(patient, master.wrap(patient, key));
    KafkaSeal seal = new KafkaSeal(keys);

    assertThat(seal.open(read(KafkaSeal.plain(Topics.READING, "x", VALUE)))).isEqualTo(VALUE);
    assertThat(seal.open(read(KafkaSeal.plain(Topics.READING, "x", null)))).isNull();
    ConsumerRecord<byte[], byte[]> broken =
        read(seal.seal(key, patient, Topics.READING, patient.toString(), VALUE));
    broken.value()[20] ^= 1;
    assertThatThrownBy(() -> seal.open(broken)).isInstanceOf(MalformedRecordException.class);
    assertThat(seal.passedOver()).isZero();
  }

  @Test
  void anotherMasterKeyIsSaidAndPassesNobodyOver(@TempDir Path folder) throws Exception {
    publish(patient, master.wrap(patient, PatientKey.random(new SecureRandom())));
    Path file = Files.writeString(folder.resolve("other"), MasterKey.random(new SecureRandom()));
    try (KafkaPatientKeys other = table(MasterKey.read(file))) {
      await()
          .atMost(PATIENCE)
          .until(() -> other.notReady().orElse("").contains("VIGIE_PATIENT_KEYS_FILE"));
    }
    api.operator().person("PATIENT");
    JdbcDatabase store = api.context().getBean(JdbcDatabase.class);
    assertThatThrownBy(() -> new JdbcPatientKeys(store, MasterKey.read(file)).checkMaster())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("VIGIE_PATIENT_KEYS_FILE");
    new JdbcPatientKeys(store, master).checkMaster();
  }

  @Test
  void whoHasNoKeyIsGivenOneOrTheOneThatTheTopicHasAndWhatTheTopicLostIsSentAgain() {
    UUID one = api.operator().person("PATIENT").id();
    assertThat(keys.await(one, PATIENCE)).isNotNull();
    byte[] before = stored(one).get(0);
    JdbcPatientKeys rows = api.context().getBean(JdbcPatientKeys.class);
    forget(one);

    assertThat(rows.makeMissing(keys::wrapped)).isEqualTo(1);
    assertThat(stored(one)).containsExactly(before);
    forget(one);
    assertThat(rows.makeMissing(id -> null)).isEqualTo(1);
    assertThat(stored(one).get(0)).isNotEqualTo(before);
    assertThat(rows.makeMissing(id -> null)).isZero();
    byte[] now = stored(one).get(0);
    await().atMost(PATIENCE).until(() -> Arrays.equals(keys.wrapped(one), now));
    assertThat(rows.publishLost(id -> !id.equals(one))).isEqualTo(1);
    assertThat(rows.publishLost(id -> true)).isZero();
  }

  @Test
  void whatTheApiSendsAboutAPatientIsSealed() {
    ApiClient.SignedIn who = api.operator().person("PATIENT");
    byte[] command =
        Codecs.ALERT_COMMAND.encode(
            new AlertCommand(
                UUID.randomUUID(),
                new PatientId(who.id()),
                UUID.randomUUID(),
                AlertCommand.Kind.ACKNOWLEDGE,
                who.id(),
                Instant.EPOCH,
                ""));
    api.context()
        .getBean(KafkaPublisher.class)
        .sendSealed(who.id(), Topics.ALERT_COMMAND, who.id().toString(), command)
        .join();
    try (TopicReader topic = new TopicReader(api.kafka(), Topics.ALERT_COMMAND)) {
      assertThat(topic.all()).contains(command);
      assertThat(topic.sealedFor()).contains(who.id());
    }
  }

  private static KafkaPatientKeys table(MasterKey with) {
    return new KafkaPatientKeys(api.kafka().bootstrapServers(), "keys-test", with).start();
  }

  private static void publish(UUID whose, byte @Nullable [] wrapped) {
    api.context()
        .getBean(KafkaPublisher.class)
        .send(Topics.PATIENT_KEY, whose.toString(), wrapped)
        .join();
  }

  private static List<byte[]> stored(UUID whose) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT wrapped FROM people.patient_key WHERE patient_id = ?",
            statement -> statement.setObject(1, whose),
            row -> row.getBytes(1));
  }

  private static void forget(UUID whose) {
    api.context()
        .getBean(JdbcDatabase.class)
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "DELETE FROM people.patient_key WHERE patient_id = ?",
                    statement -> statement.setObject(1, whose)));
  }

  /** As a consumer is given it. */
  private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        0,
        0,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers()),
        Optional.empty());
  }
}
