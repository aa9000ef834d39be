package vigie.api.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.AgedToken;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.StoredData;
import vigie.api.store.JdbcDatabase;
import vigie.register.DataClass;
import vigie.register.RegisterCatalogue;

/** The copy: what is really held, and the five lists of it. */
@Tag("C-65")
class CopyIT {
  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of("VIGIE_OPERATOR_NAME", "Clinic", "VIGIE_DPO_CONTACT", "dpo@clinic.test"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** Columns of text in which nobody writes what they want, or only of themselves. */
  private static final Set<String> NO_WORDS =
      Set.of(
          "about",
          "agent",
          "author_role",
          "basis",
          "categories",
          "category",
          "certificate",
          "channel",
          "code",
          "code_system",
          "contact_level",
          "content",
          "controller",
          "detail",
          "detail_names",
          "device",
          "devices",
          "email",
          "endpoint",
          "first_name",
          "flags",
          "grantee",
          "hours_days",
          "hours_zone",
          "how",
          "ins",
          "ins_oid",
          "language",
          "last_name",
          "legal_basis",
          "manufacturer",
          "mark",
          "metric",
          "model",
          "network",
          "organisation",
          "organisation_kind",
          "origin",
          "original_unit",
          "outcome",
          "phone",
          "place",
          "profession",
          "professional_id",
          "receipt",
          "region",
          "result",
          "retention",
          "role",
          "rule_id",
          "scope",
          "scopes",
          "source",
          "status",
          "text_hash",
          "text_version",
          "told",
          "told_how",
          "transfer_basis",
          "username",
          "verbs",
          "version",
          "webhook_region",
          "webhook_transfer_basis",
          "webhook_url");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn treating;
  private ApiClient.SignedIn granted;
  private ApiClient.SignedIn stranger;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    treating = api.operator().person("PHYSICIAN");
    granted = api.operator().person("PHYSICIAN");
    stranger = api.operator().person("PHYSICIAN");
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", treating.id()));
    patient.client().put(own("/consents/HEART_RATE"), Map.of());
    patient
        .client()
        .put(own("/grants/" + granted.id()), Map.of("categories", List.of("HEART_RATE")));
    StoredData.reading(api, patient.id(), "heart-rate", NOON, 80);
    StoredData.reading(api, patient.id(), "heart-rate", NOON.plusSeconds(60), 81);
    StoredData.reading(api, patient.id(), "steps", NOON, 12);
  }

  @Test
  void theFirstLineCountsWhatTheTablesHold() {
    JsonNode lists = lists("en");

    JsonNode heart = held(lists, "category", "HEART_RATE");
    assertThat(heart.get("what").asText()).isEqualTo("heart rate");
    assertThat(heart.get("count").asLong()).isEqualTo(2);
    assertThat(heart.get("from").asText()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(heart.get("to").asText()).isEqualTo("2026-03-02T12:01:00Z");
    assertThat(held(lists, "category", "PHYSICAL_ACTIVITY").get("count").asLong()).isEqualTo(1);
    assertThat(held(lists, "kind", "right").get("count").asLong())
        .as("a care team and a grant")
        .isEqualTo(2);
    assertThat(held(lists, "kind", "proof-of-choice").get("count").asLong()).isEqualTo(1);
  }

  @Test
  @Tag("C-104")
  void everyKindThatIsHeldHasPurposesAGroundAndATimeInBothLanguages() {
    for (String language : List.of("fr", "en")) {
      JsonNode lists = lists(language);
      assertThat(lists.get("language").asText()).isEqualTo(language);
      List<String> kinds = new ArrayList<>();
      for (JsonNode held : lists.get("categories")) {
        if (held.get("category").isNull()) {
          kinds.add(held.get("kind").asText());
        }
        assertThat(held.get("sources")).isNotEmpty();
      }
      assertThat(kinds).contains("measurement", "right", "identification", "access-record");
      assertThat(lists.get("purposes").findValuesAsText("kind")).containsExactlyElementsOf(kinds);
      assertThat(lists.get("retention").findValuesAsText("kind")).containsExactlyElementsOf(kinds);
      for (JsonNode purpose : lists.get("purposes")) {
        assertThat(purpose.get("why")).isNotEmpty();
        assertThat(purpose.get("basis").asText()).contains("art. 6");
      }
      assertThat(lists.get("retention").findValuesAsText("howLong")).doesNotContain("");
    }
  }

  @Test
  void theRecipientsAreTheRealOnesAndNoOthers() {
    treating.client().get(own("/latest"));
    treating.client().get(own("/timeline"));
    assertThat(stranger.client().get(own("/latest")).status()).isEqualTo(403);
    UUID alert = StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", NOON);
    told(alert, treating, Delivery.Outcome.DELIVERED);
    told(alert, granted, Delivery.Outcome.FAILED);
    String share =
        patient
            .client()
            .post(
                own("/shares"),
                Map.of(
                    "recipient",
                    granted.id(),
                    "events",
                    List.of(event()),
                    "until",
                    Instant.now().plusSeconds(3600).toString()))
            .text();
    assertThat(share).contains(granted.id().toString());

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(recipients())
                    .containsExactlyInAnyOrder(
                        "TREATING_PHYSICIAN " + treating.id() + " 1",
                        "GRANTED " + granted.id() + " 1",
                        "SENT " + granted.id() + " 1",
                        "MESSAGE " + treating.id() + " 1",
                        "ACCESS " + treating.id() + " 2"));
    for (JsonNode recipient : lists("fr").get("recipients")) {
      assertThat(recipient.get("name").asText()).isEqualTo("A Person");
    }
  }

  @Test
  @Tag("C-15")
  void itTellsWhomThePersonConsultedAndWhatFor() {
    ApiClient.Answer entered =
        patient
            .client()
            .put(
                own("/events/" + UUID.randomUUID()),
                Map.of(
                    "kind",
                    "consultation",
                    "title",
                    "right knee",
                    "from",
                    "2026-03-02T08:00:00Z",
                    "details",
                    Map.of("professional", "Dr Martin")));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);

    JsonNode consulted = lists("en").get("professionals");

    assertThat(consulted).hasSize(1);
    assertThat(consulted.get(0).get("name").asText()).isEqualTo("Dr Martin");
    assertThat(consulted.get(0).get("last").asText()).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(consulted.get(0).get("purposes").get(0).asText()).isEqualTo("right knee");
  }

  @Test
  @Tag("C-32")
  void itTellsWhoAnswersForHowMuchOfEachKind() {
    event(patient);
    event(treating);
    event(treating);

    JsonNode lists = lists("en");

    assertThat(held(lists, "category", "HEART_RATE").get("controllers").toString())
        .isEqualTo("{\"the operator of the platform\":2}");
    assertThat(held(lists, "kind", "event").get("controllers").toString())
        .isEqualTo("{\"the operator of the platform\":1,\"the professional or establishment\":2}");
    assertThat(held(lists, "kind", "professional-file").get("controllers").toString())
        .isEqualTo("{\"the professional or establishment\":1}");
  }

  @Test
  @Tag("C-75")
  @Tag("C-76")
  @Tag("C-79")
  void itNamesTheOtherRightsAndWhomToTurnTo() {
    JsonNode lists = lists("en");

    assertThat(lists.get("rights").toString())
        .contains("POST /patients/{id}/requests", "Complain", "Withdraw consent");
    assertThat(lists.get("contacts").get("operator").asText()).isEqualTo("Clinic");
    assertThat(lists.get("contacts").get("dpo").asText()).isEqualTo("dpo@clinic.test");
    assertThat(lists.get("contacts").get("authority").asText()).contains("CNIL");
    assertThat(lists.get("automatedDecision").asText()).contains("a person decides");
  }

  @Test
  void behindThemStandAllRowsAndTheRecordWithoutWhatWouldOpenTheAccount() {
    String event = event();
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    patient.client().put(own("/devices/strap-" + patient.id()), Map.of("kind", "chest strap"));
    String copy = copy("fr");

    List<JsonNode> lines = copy.lines().map(CopyIT::parse).toList();
    assertThat(lines.get(0).has("lists")).isTrue();
    assertThat(tables(lines)).contains("people.person", "care_team", "consent", "clinical_event");
    assertThat(copy).contains(event, "knee", "chest strap", patient.username());
    assertThat(lines.stream().map(line -> line.path("resourceType").asText()))
        .contains("Patient", "Consent", "Observation", "AuditEvent");
    assertThat(copy)
        .doesNotContain("password_hash", "\"hash\"", "\"salt\"", "webhook_secret", other.username())
        .doesNotContain(other.id().toString());
  }

  @Test
  void everyTableThatKnowsAPersonIsCounted() {
    List<String> counted =
        api.context().getBean(JdbcHoldings.class).tables().stream().map(HeldTable::name).toList();
    List<String> known =
        api.context()
            .getBean(JdbcDatabase.class)
            .query(
                "SELECT table_name FROM information_schema.columns"
                    + " JOIN information_schema.tables USING (table_schema, table_name)"
                    + " WHERE table_schema = 'public' AND column_name = 'patient_id'"
                    + " AND table_type = 'BASE TABLE'",
                JdbcDatabase.Parameters.NONE,
                row -> row.getString(1));

    assertThat(known)
        .isNotEmpty()
        .allMatch(
            table ->
                counted.contains(table)
                    || RegisterCatalogue.standard().others(table).type() == DataClass.TECHNICAL);
  }

  @Test
  @Tag("C-66")
  void itIsGivenToThePatientWhoHasJustProvedWhoTheyAreAndToWhoActsForThem() {
    ApiClient old = AgedToken.of(api, patient.client(), 601);
    assertThat(old.get(own("/copy")).status()).isEqualTo(401);
    assertThat(old.get(own("/copy")).text()).contains("STEP_UP_NEEDED");
    assertThat(treating.client().get(own("/copy")).status()).isEqualTo(403);

    ApiClient.SignedIn representative = api.operator().person("REPRESENTATIVE");
    assertThat(representative.client().get(own("/copy")).status()).isEqualTo(403);
    patient
        .client()
        .put(
            own("/mandates/" + representative.id()),
            Map.of(
                "basis", "SIGNED_MANDATE",
                "scopes", List.of("READ"),
                "proof", "deed",
                "until", "2099-01-01T00:00:00Z"));
    assertThat(representative.client().get(own("/copy")).status()).isEqualTo(200);
  }

  @Test
  @Tag("C-67")
  void namesOfThirdPartiesAreTakenOutOfTextsAndTheCopySaysHowMany() {
    ApiClient.SignedIn contact = api.operator().named("EMERGENCY_CONTACT", "Rosalie", "Vannier");
    api.operator().named("PATIENT", "Prune", "Lebrun");
    patient
        .client()
        .put(
            own("/care-team"),
            Map.of("treatingPhysician", treating.id(), "emergencyContact", contact.id()));
    enter(treating, "examination", "seen with ROSALIE", "Mme Lebrun coughs, a prune does not");
    enter(treating, "consultation", "with Rosalie Vannier", null, "professional", "Dr Vannier");
    enter(patient, "disease", "cough", null, "since", "met Prune Lebrun and A Person");
    ApiClient.Answer bound =
        patient
            .client()
            .put(own("/devices/watch-" + patient.id()), Map.of("kind", "montre de Rosalie"));
    assertThat(bound.status()).as(bound.text()).isLessThan(300);

    String copy = copy("en");

    assertThat(copy)
        .contains(
            "seen with […]",
            "Mme […] coughs, a prune does not",
            "met […] and A Person",
            "\"with […]\"",
            "Dr Vannier",
            "montre de […]")
        .doesNotContain("ROSALIE", "Rosalie", "Prune Lebrun");
    JsonNode last = parse(copy.lines().reduce((one, next) -> next).orElseThrow());
    assertThat(last.get("takenOut").get("mark").asText()).isEqualTo("[…]");
    assertThat(last.get("takenOut").get("names").asInt())
        .isEqualTo(copy.split("\\[…]", -1).length - 2);
    assertThat(last.get("takenOut").get("words").asText()).contains("were taken out");
    String export = "/fhir/Patient/" + patient.id() + "/$export";
    assertThat(patient.client().get(export).text()).contains("montre de […]", "REDACTED");
    // As it was written it stays in the record.
    assertThat(treating.client().get(own("/events")).text()).contains("seen with ROSALIE");
  }

  @Test
  @Tag("C-67")
  void aCopyWithoutTextsOfOthersHasLostNothing() {
    JsonNode last = parse(copy("fr").lines().reduce((one, next) -> next).orElseThrow());

    assertThat(last.get("takenOut").get("names").asInt()).isZero();
    assertThat(last.get("takenOut").get("words").asText()).contains("ont été retirés");
  }

  @Test
  @Tag("C-67")
  void ofEveryColumnOfTextItIsDecidedWhetherPeopleWriteInIt() {
    List<HeldTable> tables = api.context().getBean(JdbcHoldings.class).tables();
    List<String> columns =
        api.context()
            .getBean(JdbcDatabase.class)
            .query(
                "SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END"
                    + " || table_name || ' ' || column_name FROM information_schema.columns"
                    + " WHERE data_type = 'text' OR udt_name = '_text'",
                JdbcDatabase.Parameters.NONE,
                row -> row.getString(1));
    Set<String> undecided = new TreeSet<>();
    for (HeldTable table : tables) {
      columns.stream()
          .filter(column -> column.startsWith(table.name() + " "))
          .map(column -> column.substring(table.name().length() + 1))
          .filter(column -> table.place() == HeldTable.Place.ROWS)
          .filter(column -> !table.texts().contains(column) && !table.secrets().contains(column))
          .forEach(undecided::add);
    }

    assertThat(undecided).as("codes, ids and addresses").isSubsetOf(NO_WORDS);
  }

  private void enter(
      ApiClient.SignedIn who, String kind, String title, @Nullable String text, String... detail) {
    Map<String, Object> event = new HashMap<>();
    event.put("kind", kind);
    event.put("title", title);
    event.put("text", text);
    event.put("from", "2026-03-02T08:00:00Z");
    event.put("details", detail.length == 0 ? Map.of() : Map.of(detail[0], detail[1]));
    ApiClient.Answer entered = who.client().put(own("/events/" + UUID.randomUUID()), event);
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
  }

  private List<String> recipients() {
    List<String> all = new ArrayList<>();
    lists("fr")
        .get("recipients")
        .forEach(
            one ->
                all.add(
                    one.get("how").asText()
                        + " "
                        + one.get("who").asText()
                        + " "
                        + one.get("times").asText()));
    return all;
  }

  private void told(UUID alert, ApiClient.SignedIn who, Delivery.Outcome outcome) {
    StoredData.delivery(
        api,
        patient.id(),
        alert,
        who.id(),
        Notification.Role.TREATING_PHYSICIAN,
        outcome,
        NOON.plusSeconds(90));
  }

  private String event() {
    return event(patient);
  }

  private String event(ApiClient.SignedIn who) {
    String event = UUID.randomUUID().toString();
    ApiClient.Answer entered =
        who.client()
            .put(
                own("/events/" + event),
                Map.of(
                    "kind",
                    "laboratory-result",
                    "title",
                    "right knee",
                    "from",
                    "2026-03-02T08:00:00Z"));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    return event;
  }

  private JsonNode lists(String language) {
    return parse(copy(language).lines().findFirst().orElseThrow()).get("lists");
  }

  private String copy(String language) {
    ApiClient.Answer answer = patient.client().get(own("/copy?language=" + language));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/vnd.vigie.copy+ndjson");
    return answer.text();
  }

  private static JsonNode held(JsonNode lists, String field, String value) {
    for (JsonNode held : lists.get("categories")) {
      if (held.get(field).asText().equals(value)) {
        return held;
      }
    }
    throw new AssertionError(value + " is not held: " + lists.get("categories"));
  }

  private static List<String> tables(List<JsonNode> lines) {
    return lines.stream()
        .filter(line -> line.has("table"))
        .map(line -> line.get("table").asText())
        .toList();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
