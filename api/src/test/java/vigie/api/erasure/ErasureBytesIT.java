package vigie.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topic;
import vigie.Topics;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Severity;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.api.outbox.KafkaPublisher;
import vigie.api.store.JdbcDatabase;
import vigie.codec.Codecs;
import vigie.key.KafkaPatientKeys;
import vigie.local.TimescaleDatabase;
import vigie.local.junit.FileBytes;
import vigie.local.junit.KafkaCompaction;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

/**
 * Words that stand nowhere else are planted with several patients, half of whom are erased while
 * readings come in. Then the files themselves are read: the database's, the compacted topics'
 * segments, those of the topics kept by time, the servers' logs. What Flink keeps is read in
 * ErasedStateTest, and all files of a whole stack in CanaryErasureIT.
 */
@Tag("C-37")
@Tag("C-71")
class ErasureBytesIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final int PATIENTS = 6;
  private static final Set<String> COMPACTED =
      Set.of(Topics.PATIENT, Topics.PATIENT_KEY, Topics.DEVICE, Topics.DEVICE_STATUS);

  /** Of those kept by time, the ones to which this test has written. */
  private static final List<String> SENT = List.of(Topics.READING, Topics.REJECTED, Topics.ALERT);

  /** A patient with the words that tell of them, by where they were planted. */
  private record Planted(
      ApiClient.SignedIn who, String device, @Nullable String secret, Map<String, String> words) {}

  @Test
  void noFileHoldsAWordOfTheErasedAndAllHoldTheirNeighbours() throws Exception {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    List<Planted> planted = new ArrayList<>();
    for (int i = 0; i < PATIENTS; i++) {
      planted.add(plant(physician));
    }
    List<Planted> erased = planted.subList(0, PATIENTS / 2);
    List<Planted> neighbours = planted.subList(PATIENTS / 2, PATIENTS);
    awaitRejected(planted);
    assertThat(inStore(words(planted)).keySet()).containsAll(words(planted));

    AtomicBoolean loading = new AtomicBoolean(true);
    AtomicInteger sent = new AtomicInteger();
    Thread load = new Thread(() -> load(neighbours, loading, sent), "load");
    load.start();
    try {
      for (Planted each : erased) {
        awaitErased(each.who());
      }
    } finally {
      loading.set(false);
      load.join();
    }
    assertThat(sent.get()).isPositive();

    // The program's own sweep is enough for every word, but for device names in the largest tables.
    superuser("CHECKPOINT");
    List<String> gone = words(erased, "device");
    assertThat(inStore(gone)).isEmpty();
    for (String table : List.of("reading", "alert", "alert_transition", "notification")) {
      superuser("VACUUM (FULL) " + table);
    }
    superuser("CHECKPOINT");
    assertThat(inStore(words(erased))).isEmpty();
    assertThat(inStore(words(neighbours)).keySet()).containsAll(words(neighbours));

    compacted(
        () -> {
          assertThat(FileBytes.find(segments(true), words(erased))).isEmpty();
          assertThat(FileBytes.find(segments(true), neighboursInStream(neighbours)).keySet())
              .containsAll(neighboursInStream(neighbours));
        });
    assertSealed(erased, neighbours);
    assertThat(FileBytes.find(logs(), words(erased))).isEmpty();
  }

  /** By now every reader begins anew: what tells of the key is compacted away. */
  private static void assertSealed(List<Planted> erased, List<Planted> neighbours) {
    // Nobody's word stands there in clear; a record's key does, and is found.
    assertThat(FileBytes.find(segments(false), words(erased))).isEmpty();
    assertThat(FileBytes.find(segments(false), words(neighbours))).isEmpty();
    String key = neighbours.get(0).who().id().toString();
    assertThat(FileBytes.find(segments(false), List.of(key))).hasSize(1);
    for (String topic : SENT) {
      assertThat(headers(topic))
          .as("the records of both are still on %s", topic)
          .containsAll(ids(erased))
          .containsAll(ids(neighbours));
      String opened = opened(topic);
      assertThat(neighbours).allMatch(each -> opened.contains(word(each, "device")));
      assertThat(erased).noneMatch(each -> opened.contains(word(each, "device")));
    }
    String refused = opened(Topics.REJECTED);
    assertThat(neighbours).allMatch(each -> refused.contains(word(each, "payload")));
    KafkaPatientKeys keys = api.context().getBean(KafkaPatientKeys.class);
    assertThat(erased).allMatch(each -> keys.find(each.who().id()) == null);
    assertThat(neighbours).allMatch(each -> keys.find(each.who().id()) != null);
  }

  private static String word(Planted planted, String kind) {
    return String.valueOf(planted.words().get(kind));
  }

  private static List<UUID> ids(List<Planted> planted) {
    return planted.stream().map(each -> each.who().id()).toList();
  }

  /** All values of a topic that can be opened, by somebody who has all the keys there are. */
  private static String opened(String topic) {
    try (TopicReader reader = new TopicReader(api.kafka(), topic)) {
      return reader.all().stream()
          .map(value -> new String(value, StandardCharsets.ISO_8859_1))
          .collect(Collectors.joining("\n"));
    }
  }

  private static Set<UUID> headers(String topic) {
    try (TopicReader reader = new TopicReader(api.kafka().bootstrapServers(), topic)) {
      return reader.sealedFor();
    }
  }

  private static Planted plant(ApiClient.SignedIn physician) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String kind :
        List.of(
            "username",
            "first",
            "last",
            "mail",
            "device",
            "kind",
            "comment",
            "proof",
            "episode",
            "emergency",
            "payload")) {
      words.put(kind, kind + UUID.randomUUID().toString().replace("-", ""));
    }
    words.put("ins", ApiClient.ins());
    words.put("phone", "+3363" + String.valueOf(words.get("ins")).substring(5, 13));
    Map<String, Object> person = new HashMap<>();
    person.put("username", words.get("username"));
    person.put("password", "password of canary");
    person.put("role", "PATIENT");
    person.put("firstName", words.get("first"));
    person.put("lastName", words.get("last"));
    person.put("email", words.get("mail") + "@vigie.test");
    person.put("phone", words.get("phone"));
    person.put("ins", Map.of("matricule", words.get("ins") + "", "oid", "1.2.250.1.213.1.4.8"));
    ApiClient.Answer made = done(api.operator().post("/people", person));
    // One failure, which the next success does not wipe out of the table's pages.
    Map<String, Object> wrong =
        Map.of("username", String.valueOf(words.get("username")), "password", "wrong");
    assertThat(api.client().post("/sign-in", wrong).status()).isEqualTo(401);
    ApiClient.SignedIn who =
        new ApiClient.SignedIn(
            UUID.fromString(made.body().get("id").asText()),
            String.valueOf(words.get("username")),
            "password of canary",
            api.client().signIn(String.valueOf(words.get("username")), "password of canary"));
    String own = "/patients/" + who.id();
    String device = String.valueOf(words.get("device"));
    done(who.client().put(own + "/care-team", Map.of("treatingPhysician", physician.id() + "")));
    done(who.client().put(own + "/consents/HEART_RATE", Map.of()));
    done(who.client().put(own + "/consents/SLEEP", Map.of()));
    ApiClient.Answer bound =
        done(
            who.client()
                .put(
                    own + "/devices/" + device,
                    Map.of("kind", words.get("kind") + "", "since", "2026-01-01T00:00:00Z")));
    done(
        physician
            .client()
            .put(own + "/limits/HR-1", Map.of("limit", 120, "reason", words.get("comment") + "")));
    done(
        who.client()
            .put(
                own + "/mandates/" + api.operator().person("REPRESENTATIVE").id(),
                Map.of(
                    "scopes",
                    List.of("READ"),
                    "basis",
                    "SIGNED_MANDATE",
                    "proof",
                    words.get("proof") + "",
                    "until",
                    "2099-01-01T00:00:00Z")));
    done(
        physician
            .client()
            .post(
                own + "/episodes",
                Map.of(
                    "name",
                    words.get("episode") + "",
                    "members",
                    List.of(physician.id()),
                    "until",
                    "2099-01-01T00:00:00Z")));
    done(
        physician
            .client()
            .post(
                own + "/emergency-accesses",
                Map.of("kind", "VITAL", "reason", words.get("emergency") + "")));
    String secret = bound.body().get("secret").asText();
    byte[] malformed =
        ("{\"ts\":1772433670000,\"values\":{\"hr\":7777},\"note\":\""
                + words.get("payload")
                + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] good = "{\"ts\":1772433669000,\"values\":{\"hr\":61}}".getBytes(StandardCharsets.UTF_8);
    for (byte[] sent : List.of(malformed, good)) {
      api.client()
          .sendReadings(
              "/devices/" + device + "/readings", "application/json", sent, device, secret);
    }
    insertReading(who.id(), device);
    sendAlert(who.id(), device);
    // As the store and the topic of keys have it.
    words.put("wrapped", wrapped(who.id()));
    return new Planted(who, device, secret, words);
  }

  /** As TimelineJob would. */
  private static void insertReading(UUID patient, String device) {
    try (Connection connection = api.database().database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device, quality,"
              + " context) VALUES ('"
              + patient
              + "', 1, now(), 1, 61, now(), '"
              + device
              + "', 0, 0)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the job would, with the device's name for a note. */
  private static void sendAlert(UUID patient, String device) {
    Instant at = Instant.parse("2026-03-02T06:41:10Z");
    PatientId whose = new PatientId(patient);
    AlertTransition alert =
        new AlertTransition(
            AlertTransition.alertId(whose, "heart-rate-high", at),
            0,
            whose,
            "heart-rate-high",
            AlertPhase.ACTIVE,
            Cause.CONFIRMED,
            Severity.HIGH,
            Severity.HIGH,
            "HR-2",
            1,
            null,
            "heart-rate",
            ">= 131",
            140,
            140,
            at,
            at,
            at,
            false,
            1,
            List.of(new Evidence(at, at, 140, new DeviceId(device))),
            null,
            "",
            null);
    api.context()
        .getBean(KafkaPublisher.class)
        .sendSealed(patient, Topics.ALERT, patient.toString(), Codecs.ALERT.encode(alert))
        .join();
  }

  private static String wrapped(UUID patient) {
    return new String(
        api.context()
            .getBean(JdbcDatabase.class)
            .query(
                "SELECT wrapped FROM people.patient_key WHERE patient_id = ?",
                statement -> statement.setObject(1, patient),
                row -> row.getBytes(1))
            .get(0),
        StandardCharsets.ISO_8859_1);
  }

  private static void awaitRejected(List<Planted> planted) {
    for (Planted each : planted) {
      Awaitility.await()
          .until(
              () -> each.who().client().get("/patients/" + each.who().id() + "/rejected").text(),
              text -> text.contains(String.valueOf(each.words().get("payload"))));
    }
  }

  private static void load(List<Planted> neighbours, AtomicBoolean on, AtomicInteger sent) {
    while (on.get()) {
      for (Planted each : neighbours) {
        byte[] payload =
            ("{\"ts\":" + (1772433670000L + sent.incrementAndGet()) + ",\"values\":{\"hr\":66}}")
                .getBytes(StandardCharsets.UTF_8);
        api.client()
            .sendReadings(
                "/devices/" + each.device() + "/readings",
                "application/json",
                payload,
                each.device(),
                String.valueOf(each.secret()));
      }
    }
  }

  private static void awaitErased(ApiClient.SignedIn who) {
    ApiClient.Answer begun =
        done(who.client().post("/patients/" + who.id() + "/erasure", Map.of()));
    UUID erasure = UUID.fromString(begun.body().get("erasure").asText());
    JdbcErasures erasures = api.context().getBean(JdbcErasures.class);
    String receipt = Erasures.hash(begun.body().get("receipt").asText());
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> erasures.find(erasure, receipt).orElseThrow().done() != null);
  }

  private static List<String> words(List<Planted> planted, String... but) {
    return planted.stream()
        .flatMap(each -> each.words().entrySet().stream())
        .filter(word -> !Set.of(but).contains(word.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The profile tells a limit's reason, the binding a device's name and kind; keys are wrapped. */
  private static List<String> neighboursInStream(List<Planted> neighbours) {
    return neighbours.stream()
        .flatMap(
            each -> List.of("device", "kind", "comment", "wrapped").stream().map(each.words()::get))
        .map(String::valueOf)
        .toList();
  }

  private static Map<String, Path> inStore(List<String> words) throws SQLException {
    superuser("CHECKPOINT");
    Path folder =
        Path.of(
            one(
                "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database"
                    + " WHERE datname = current_database()"));
    return FileBytes.find(List.of(folder), words);
  }

  private static void compacted(Runnable check) throws Exception {
    try (KafkaCompaction compaction =
        new KafkaCompaction(api.kafka().bootstrapServers(), COMPACTED)) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                compaction.beginSegments();
                check.run();
              });
    }
  }

  /** The folders of the partitions of the compacted topics, or of those that are kept by time. */
  private static List<Path> segments(boolean compacted) {
    Path log = kafkaFolder();
    return Topic.ALL.stream()
        .filter(topic -> topic.compacted() == compacted)
        .flatMap(
            topic ->
                IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(partition -> log.resolve(topic.name() + "-" + partition)))
        .toList();
  }

  private static List<Path> logs() {
    return List.of(kafkaFolder().resolveSibling("../logs").normalize());
  }

  private static Path kafkaFolder() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", api.kafka().bootstrapServers()))) {
      Map<Integer, Map<String, LogDirDescription>> byBroker =
          admin.describeLogDirs(List.of(1)).allDescriptions().get();
      return Path.of(Objects.requireNonNull(byBroker.get(1)).keySet().iterator().next());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(String sql) throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static TimescaleDatabase database() {
    String url = api.database().jdbcUrl();
    return api.database()
        .server()
        .superuser(url.substring(url.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
  }

  private static ApiClient.Answer done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return answer;
  }
}
