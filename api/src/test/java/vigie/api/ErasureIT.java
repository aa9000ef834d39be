package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.Topics;
import vigie.audit.Certificates;
import vigie.audit.Keys;
import vigie.codec.Codecs;
import vigie.reading.Category;

/** Erasing, closing and holding, by the front door and in the real store and stream. */
class ErasureIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String FUTURE = "2099-01-01T00:00:00Z";

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn neighbour;
  private ApiClient.SignedIn physician;

  private record Begun(UUID erasure, String receipt) {}

  @BeforeEach
  void enrol() {
    physician = api.operator().person("PHYSICIAN");
    patient = withEverything(api.operator().person("PATIENT"));
    neighbour = withEverything(api.operator().person("PATIENT"));
  }

  @Test
  @Tag("C-36")
  @Tag("C-37")
  @Tag("C-71")
  @Tag("C-82")
  @Tag("C-83")
  void anErasedPatientIsNobodyAtOnceAndNothingOfThemIsLeft() throws Exception {
    Map<String, Long> neighbours = rowsOf(neighbour.id());
    assertThat(rowsOf(patient.id())).containsAllEntriesOf(neighbours);

    Begun begun = erase(patient);

    assertThat(patient.client().get(path(patient, "/latest")).status()).isEqualTo(401);
    assertThat(physician.client().get(path(patient, "/latest")).text()).contains("UNKNOWN_PATIENT");
    String certificate = certificate(begun);
    assertThat(rowsOf(patient.id())).isEmpty();
    assertThat(rowsOf(neighbour.id())).isEqualTo(neighbours);
    assertThat(physician.client().get(path(neighbour, "/latest")).status()).isEqualTo(200);
    try (TopicReader profiles = new TopicReader(bootstrap(), Topics.PATIENT);
        TopicReader devices = new TopicReader(bootstrap(), Topics.DEVICE)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(profiles.newest()).containsEntry(patient.id().toString(), null);
                assertThat(devices.newest()).containsEntry(device(patient), null);
              });
      assertThat(profiles.newest().get(neighbour.id().toString())).isNotNull();
      assertThat(devices.newest().get(device(neighbour))).isNotNull();
    }
    Keys keys = Keys.parse(Files.readString(api.config().data().resolve("audit-key.pub")));
    assertThat(Certificates.sound(certificate, keys)).isTrue();
    assertThat(Certificates.sound(certificate.replaceFirst("gone 1 ", "gone 2 "), keys)).isFalse();
    assertThat(certificate)
        .contains("patient " + patient.id())
        .containsPattern("gone 1 \\S+ people.person\n")
        .containsPattern("gone 1 \\S+ reading\n")
        .containsPattern("kept \\d+ audit: ");
    assertThat(state(begun).get("steps").findValuesAsText("at")).doesNotContain("null");
  }

  @Test
  @Tag("C-71")
  void whatIsWrittenAboutAnErasedPatientAfterwardsDoesNotComeBack() throws Exception {
    certificate(erase(patient));

    assertThat(
            update(
                "INSERT INTO rejected_reading (rejected_id, device, source, received, reason,"
                    + " detail, path, patient_id, payload) SELECT gen_random_uuid(), 'd', 's',"
                    + " now(), 'MALFORMED', '', '', p, '' FROM (VALUES ('"
                    + patient.id()
                    + "'::uuid), ('"
                    + neighbour.id()
                    + "'::uuid)) v (p)"))
        .isEqualTo(1);
    assertThat(rowsOf(patient.id())).isEmpty();
  }

  @Test
  @Tag("C-71")
  void aDeviceThatIsANeighboursByNowStaysTheirsAndNoLongerTellsWhoseItWas() {
    String shared = device(patient);
    done(patient.client().delete(path(patient, "/devices/" + shared)));
    done(neighbour.client().put(path(neighbour, "/devices/" + shared), Map.of("kind", "strap")));

    certificate(erase(patient));

    try (TopicReader devices = new TopicReader(bootstrap(), Topics.DEVICE)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                byte[] newest = devices.newest().get(shared);
                assertThat(newest).isNotNull();
                assertThat(Codecs.DEVICE.decode(Objects.requireNonNull(newest)).patient().value())
                    .isEqualTo(neighbour.id());
                assertThat(Codecs.DEVICE.decode(Objects.requireNonNull(newest)).former()).isEmpty();
              });
    }
  }

  @Test
  void withoutTheReceiptNobodyLearnsOfAnErasure() {
    Begun begun = erase(patient);

    assertThat(ask(begun.erasure(), "", "0".repeat(64)).statusCode()).isEqualTo(404);
    assertThat(api.client().get("/erasures/" + begun.erasure()).status()).isEqualTo(404);
    certificate(begun);
  }

  @Test
  void aRepresentativeMayEraseOnlyWithAMandateForIt() {
    ApiClient.SignedIn deputy = api.operator().person("REPRESENTATIVE");
    String mandate = path(patient, "/mandates/" + deputy.id());
    done(patient.client().put(mandate, mandate("READ", "DAILY_LIFE", "RIGHTS")));
    assertThat(deputy.client().post(path(patient, "/erasure"), Map.of()).text())
        .contains("MANDATE_TOO_NARROW");

    done(patient.client().put(mandate, mandate("ERASURE")));

    assertThat(deputy.client().post(path(patient, "/erasure"), Map.of()).status()).isEqualTo(202);
  }

  @Test
  @Tag("C-72")
  void aLegalHoldIsShownToThePatientWithReasonAndEndAndBlocksUntilItIsLifted() {
    ApiClient officer = api.operator().person("DPO").client();
    ApiClient.Answer set =
        officer.post(
            path(patient, "/holds"), Map.of("reason", "a claim is pending", "until", FUTURE));
    assertThat(set.status()).as(set.text()).isEqualTo(201);

    JsonNode outlook = patient.client().get(path(patient, "/erasure")).body();
    ApiClient.Answer refused = patient.client().post(path(patient, "/erasure"), Map.of());

    assertThat(outlook.get("possible").asBoolean()).isFalse();
    assertThat(outlook.get("holds").get(0).get("reason").asText()).isEqualTo("a claim is pending");
    assertThat(outlook.get("holds").get(0).get("until").asText()).isEqualTo(FUTURE);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("a claim is pending", FUTURE);
    assertThat(patient.client().get(path(patient, "/latest")).status()).isEqualTo(200);

    done(officer.delete(path(patient, "/holds/" + set.body().get("hold").asText())));
    assertThat(patient.client().get(path(patient, "/erasure")).body().get("possible").asBoolean())
        .isTrue();
    certificate(erase(patient));
  }

  @Test
  @Tag("C-72")
  void aHoldNeedsAReasonAndAnEndToCome() {
    ApiClient officer = api.operator().person("DPO").client();

    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("reason", " ", "until", FUTURE),
            Map.of("reason", "x", "until", "2020-01-01T00:00:00Z"))) {
      assertThat(officer.post(path(patient, "/holds"), wrong).status()).isEqualTo(422);
    }
  }

  @Test
  @Tag("C-87")
  void toCloseStopsIntakeAndOthersReadingDestroysNothingAndCanBeUndone() {
    Map<String, Long> before = rowsOf(patient.id());

    done(patient.client().put(path(patient, "/closing"), Map.of()));

    assertThat(physician.client().get(path(patient, "/latest")).status()).isEqualTo(403);
    assertThat(patient.client().get(path(patient, "/latest")).status()).isEqualTo(200);
    assertThat(patient.client().get(path(patient, "/erasure")).body().get("closedAt").asText())
        .isNotEqualTo("null");
    assertThat(rowsOf(patient.id())).isEqualTo(before);
    try (TopicReader profiles = new TopicReader(bootstrap(), Topics.PATIENT)) {
      awaitConsents(profiles, Set.of());
      done(patient.client().delete(path(patient, "/closing")));
      awaitConsents(profiles, Set.of(Category.HEART_RATE));
    }
    assertThat(physician.client().get(path(patient, "/latest")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notification", "mask", "device_binding", "people.person", "patient"})
  @Tag("C-71")
  void anErasureThatBreaksOffAtAnyStepGoesOnAfterARestart(String table) throws Exception {
    String breaking = "ON " + table + " FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()";
    update("CREATE TRIGGER broken BEFORE DELETE " + breaking);
    Begun begun = erase(patient);
    try {
      Awaitility.await()
          .until(
              () ->
                  state(begun).get("steps").findValuesAsText("at").stream()
                      .anyMatch(at -> !at.equals("null")));
      assertThat(ask(begun.erasure(), "/certificate", begun.receipt()).statusCode()).isEqualTo(409);
    } finally {
      update("DROP TRIGGER broken ON " + table);
    }

    api.restart();

    String certificate = certificate(begun);
    assertThat(certificate).doesNotContain("again ").containsPattern("gone 1 \\S+ reading\n");
    assertThat(rowsOf(patient.id())).isEmpty();
  }

  @Test
  @Tag("C-71")
  @Tag("C-81")
  void theLedgerIsAppliedAgainToAStoreThatWasRestoredFromBeforeTheErasure() throws Exception {
    // A copy of the patient's rows from before, one that holds them by law among them.
    done(
        api.operator()
            .person("DPO")
            .client()
            .post(path(patient, "/holds"), Map.of("reason", "old", "until", FUTURE)));
    update("CREATE SCHEMA IF NOT EXISTS dump");
    for (String table : List.of("patient", "reading", "consent", "device_binding", "legal_hold")) {
      update("DROP TABLE IF EXISTS dump." + table);
      update(
          "CREATE TABLE dump."
              + table
              + " AS SELECT * FROM "
              + table
              + " WHERE patient_id = '"
              + patient.id()
              + "'");
    }
    update("DROP TABLE IF EXISTS dump.person");
    update(
        "CREATE TABLE dump.person AS SELECT * FROM people.person WHERE person_id = '"
            + patient.id()
            + "'");
    update("UPDATE legal_hold SET lifted = now() WHERE patient_id = '" + patient.id() + "'");
    Begun begun = erase(patient);
    certificate(begun);

    api.context().close();
    for (String ledger : List.of("erasure_step", "erasure", "erased_patient")) {
      update("DELETE FROM " + ledger);
    }
    update("INSERT INTO people.person SELECT * FROM dump.person");
    for (String table : List.of("patient", "reading", "consent", "device_binding", "legal_hold")) {
      update("INSERT INTO " + table + " OVERRIDING SYSTEM VALUE SELECT * FROM dump." + table);
    }
    assertThat(rowsOf(patient.id())).containsKeys("reading", "people.person", "legal_hold");
    update("DROP SCHEMA dump CASCADE");
    api.restart();

    assertThat(rowsOf(patient.id())).isEmpty();
    assertThat(api.client().with(patient.client().token()).get(path(patient, "/latest")).status())
        .isEqualTo(401);
    String again = certificate(begun);
    assertThat(again).contains("\nagain ");
    Keys keys = Keys.parse(Files.readString(api.config().data().resolve("audit-key.pub")));
    assertThat(Certificates.sound(again, keys)).isTrue();
  }

  @Test
  @Tag("C-81")
  void aLineOfTheLedgerThatIsNotOursErasesNobody() throws Exception {
    certificate(erase(patient));
    List<String> lines = Files.readAllLines(api.config().data().resolve("erasures.txt"));
    String last = lines.get(lines.size() - 1);
    Files.writeString(
        api.config().data().resolve("erasures.txt"),
        String.join("\n", lines)
            + "\n"
            + last.replace(patient.id().toString(), neighbour.id().toString())
            + "\n");

    api.restart();

    assertThat(rowsOf(neighbour.id())).containsKeys("reading", "people.person");
  }

  private ApiClient.SignedIn withEverything(ApiClient.SignedIn who) {
    ApiClient client = who.client();
    done(
        client.put(
            path(who, "/care-team"), Map.of("treatingPhysician", physician.id().toString())));
    done(client.put(path(who, "/consents/HEART_RATE"), Map.of()));
    done(client.put(path(who, "/devices/" + device(who)), Map.of("kind", "strap")));
    done(client.post(path(who, "/masks"), Map.of("category", "SLEEP")));
    done(
        client.put(
            path(who, "/grants/" + api.operator().person("PHYSICIAN").id()),
            Map.of("categories", List.of("HEART_RATE"))));
    done(
        client.put(
            path(who, "/mandates/" + api.operator().person("REPRESENTATIVE").id()),
            mandate("READ")));
    done(
        physician
            .client()
            .put(path(who, "/limits/HR-1"), Map.of("limit", 120, "reason", "trained")));
    StoredData.reading(api, who.id(), "heart-rate", NOON, 61);
    StoredData.rollups(api, who.id());
    StoredData.alert(api, who.id(), "heart-rate", "heart-rate-high", NOON);
    return who;
  }

  private static Map<String, Object> mandate(String... scopes) {
    return Map.of(
        "scopes", List.of(scopes), "basis", "COURT_DECISION", "proof", "deed", "until", FUTURE);
  }

  private void awaitConsents(TopicReader profiles, Set<Category> expected) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              byte[] newest = profiles.newest().get(patient.id().toString());
              assertThat(newest).isNotNull();
              assertThat(Codecs.PATIENT.decode(Objects.requireNonNull(newest)).consents())
                  .isEqualTo(expected);
            });
  }

  private static Begun erase(ApiClient.SignedIn who) {
    ApiClient.Answer answer = who.client().post(path(who, "/erasure"), Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return new Begun(
        UUID.fromString(answer.body().get("erasure").asText()),
        answer.body().get("receipt").asText());
  }

  private static String certificate(Begun begun) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> ask(begun.erasure(), "/certificate", begun.receipt()),
            answer -> answer.statusCode() == 200)
        .body();
  }

  private static JsonNode state(Begun begun) throws IOException {
    return new ObjectMapper().readTree(ask(begun.erasure(), "", begun.receipt()).body());
  }

  private static HttpResponse<String> ask(UUID erasure, String what, String receipt) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(api.client().base().resolve("/erasures/" + erasure + what))
                  .header("Erasure-Receipt", receipt)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * How many rows each table has that knows the person; the record of accesses and proofs aside.
   */
  private static Map<String, Long> rowsOf(UUID who) {
    Map<String, Long> rows = new TreeMap<>();
    List<String[]> columns = new ArrayList<>();
    try (Connection connection = api.database().database().connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT table_schema || '.' || table_name, column_name FROM"
                  + " information_schema.columns JOIN information_schema.tables"
                  + " USING (table_schema, table_name) WHERE table_type = 'BASE TABLE'"
                  + " AND table_schema IN ('public', 'people')"
                  + " AND column_name IN ('patient_id', 'person_id')"
                  + " AND table_name NOT IN ('audit', 'erased_patient', 'erasure')")) {
        while (found.next()) {
          columns.add(new String[] {found.getString(1), found.getString(2)});
        }
      }
      for (String[] column : columns) {
        try (ResultSet count =
            statement.executeQuery(
                "SELECT count(*) FROM " + column[0] + " WHERE " + column[1] + " = '" + who + "'")) {
          count.next();
          if (count.getLong(1) > 0) {
            rows.merge(column[0].replace("public.", ""), count.getLong(1), Long::sum);
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int update(String sql) throws SQLException {
    try (Connection connection = api.database().database().connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static String device(ApiClient.SignedIn who) {
    return "strap-" + who.id();
  }

  private static String path(ApiClient.SignedIn who, String rest) {
    return "/patients/" + who.id() + rest;
  }

  private static String bootstrap() {
    return api.kafka().bootstrapServers();
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }
}
