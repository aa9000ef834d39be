package vigie.api.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.channel.PlacelessWebhooks;
import vigie.api.notify.RecipientDirectory;
import vigie.api.store.JdbcDatabase;
import vigie.register.RegisterCatalogue;
import vigie.register.RegisteredField;

/**
 * The register against the tables that the migrations really make, of a program that serves real
 * patients: with the settings that production asks for.
 */
class RegisterIT {
  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.ofEntries(
              Map.entry("VIGIE_MODE", "production"),
              Map.entry("VIGIE_OPERATOR_NAME", "Clinic of the North"),
              Map.entry("VIGIE_DPO_CONTACT", "dpo@clinic.test"),
              Map.entry("VIGIE_REGION", "FR"),
              Map.entry("VIGIE_HOST_CERTIFICATE", "HDS 2026-1"),
              Map.entry("VIGIE_DISK_ENCRYPTION", "LUKS2"),
              Map.entry("VIGIE_SMTP_HOST", "mail.test"),
              Map.entry("VIGIE_SMTP_STARTTLS", "true"),
              Map.entry("VIGIE_SMTP_REGION", "DE"),
              Map.entry("VIGIE_PEOPLE_MQTT_URL", "ssl://broker.test:8883"),
              Map.entry("VIGIE_PEOPLE_MQTT_REGION", "US"),
              Map.entry("VIGIE_PEOPLE_MQTT_TRANSFER_BASIS", "STANDARD_CLAUSES"),
              Map.entry("VIGIE_AUTHORITY_URL", "https://authority.test/complaints")));

  private static final RegisterCatalogue REGISTER = RegisterCatalogue.standard();

  /** Fails for a table or column without class, basis and retention, with the line to add. */
  @Test
  @Tag("C-92")
  @Tag("C-104")
  void everyColumnOfEveryTableIsDeclared() {
    assertThat(REGISTER.missing(columns())).isEmpty();
  }

  @Test
  void whatIsDeclaredOfATableIsThere() {
    List<String> tables =
        REGISTER.places().stream()
            .filter(place -> !place.endsWith("Avro") && !place.startsWith("vigie."))
            .toList();

    assertThat(REGISTER.stale(columns(), tables)).isEmpty();
  }

  @Test
  @Tag("C-92")
  @Tag("C-96")
  void theRegisterIsServedWithEveryColumnAndFieldAndNobodysData() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");

    ApiClient.Answer answer = api.operator().person("DPO").client().get("/register");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode register = answer.body();
    assertThat(register.get("undeclared")).isEmpty();
    assertThat(register.get("operator").asText()).isEqualTo("Clinic of the North");
    assertThat(register.get("dpo").asText()).isEqualTo("dpo@clinic.test");
    assertThat(register.get("region").asText()).isEqualTo("FR");
    assertThat(field(register, "people.person", "email").get("kind").asText()).isEqualTo("contact");
    assertThat(field(register, "reading", "value").get("kind").asText()).isEqualTo("measurement");
    assertThat(field(register, "ReadingAvro", "sequence").get("mandatory").asBoolean()).isFalse();
    JsonNode measurement = kind(register, "measurement");
    assertThat(measurement.get("basis").asText()).isEqualTo("CONSENT");
    assertThat(measurement.get("purposes")).hasSize(4);
    assertThat(answer.text()).doesNotContain(patient.id().toString());
  }

  @Test
  @Tag("C-97")
  void theRegisterTellsWhereDataGoOutToAndByWhatTheyMay() {
    setWebhook(api.operator().person("PHYSICIAN"), "JP", "ADEQUACY");
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    Map<String, Object> ownNetwork =
        Map.of(
            "endpoint", "https://10.0.0.1/fhir",
            "region", "CA",
            "transferBasis", "EXPLICIT_CONSENT");
    // Refused for where it leads; the attempt is on record.
    assertThat(
            patient.client().post("/patients/" + patient.id() + "/transfers", ownNetwork).status())
        .isEqualTo(422);

    JsonNode outgoing =
        api.operator().person("DPO").client().get("/register").body().get("outgoing");

    assertThat(outgoing)
        .extracting(JsonNode::toString)
        .contains(
            "{\"endpoint\":\"MAIL_SERVER\",\"region\":\"DE\",\"transferBasis\":null,"
                + "\"endpoints\":1}",
            "{\"endpoint\":\"PEOPLE_BROKER\",\"region\":\"US\","
                + "\"transferBasis\":\"STANDARD_CLAUSES\",\"endpoints\":1}",
            "{\"endpoint\":\"WEBHOOK\",\"region\":\"JP\",\"transferBasis\":\"ADEQUACY\","
                + "\"endpoints\":1}",
            "{\"endpoint\":\"TRANSFER\",\"region\":\"CA\","
                + "\"transferBasis\":\"EXPLICIT_CONSENT\",\"endpoints\":1}");
  }

  @Test
  @Tag("C-97")
  void aWebhookOfBeforeItsPlaceWasAskedGetsNothingUntilThePlaceIsSaid() {
    ApiClient.SignedIn early = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn misplaced = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn sound = api.operator().person("PHYSICIAN");
    for (ApiClient.SignedIn each : List.of(early, misplaced, sound)) {
      setWebhook(each, "FR", null);
      store(
          "INSERT INTO people.verified_channel (person_id, channel, verified_at, verified_by)"
              + " VALUES (?::uuid, 'WEBHOOK', now(), ?::uuid)",
          each.id(),
          each.id());
    }
    store("UPDATE people.person SET webhook_region = NULL WHERE person_id = ?::uuid", early.id());
    // As of a country that has left the area since.
    store(
        "UPDATE people.person SET webhook_region = 'US' WHERE person_id = ?::uuid", misplaced.id());

    api.restart();

    assertThat(webhook(sound).get("verifiedAt").isNull()).isFalse();
    for (ApiClient.SignedIn each : List.of(early, misplaced)) {
      assertThat(webhook(each).get("verifiedAt").isNull()).isTrue();
      ApiClient.Answer refused =
          again(each).post("/people/" + each.id() + "/channels/WEBHOOK/code", Map.of());
      assertThat(refused.status()).as(refused.text()).isEqualTo(409);
      assertThat(refused.body().get("detail").asText()).contains("region");
    }
    PlacelessWebhooks placeless = api.context().getBean(PlacelessWebhooks.class);
    placeless.run(Instant.now());
    assertThat(api.client().get("/prometheus").text())
        .containsPattern("vigie_operator_alarm\\{[^}]*placeless_webhook[^}]*} 1");

    setWebhook(new ApiClient.SignedIn(early.id(), "", "", again(early)), "FR", null);
    setWebhook(new ApiClient.SignedIn(misplaced.id(), "", "", again(misplaced)), "US", "ADEQUACY");
    // Now it is tried, and refused for where it leads.
    assertThat(
            again(early)
                .post("/people/" + early.id() + "/channels/WEBHOOK/code", Map.of())
                .status())
        .isEqualTo(503);
    placeless.run(Instant.now());
    assertThat(api.client().get("/prometheus").text())
        .containsPattern("vigie_operator_alarm\\{[^}]*placeless_webhook[^}]*} 0");
  }

  /** Looked for in every column of every table, as text and as bytes. */
  @Test
  @Tag("C-98")
  void noSecretOfAnybodyStandsInTheStoreAsItIs() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    setWebhook(physician, "FR", null);
    store(
        "UPDATE people.person SET webhook_secret = 'a secret of before' WHERE person_id = ?::uuid",
        api.operator().person("PHYSICIAN").id());
    String device = "strap-" + patient.id();
    String deviceSecret =
        patient
            .client()
            .put("/patients/" + patient.id() + "/devices/" + device, Map.of("kind", "strap"))
            .body()
            .get("secret")
            .asText();
    String factor =
        physician
            .client()
            .post("/people/" + physician.id() + "/second-factor", Map.of())
            .body()
            .get("secret")
            .asText();
    assertThat(found("a secret of before")).containsExactly("people.person");

    api.restart();

    for (String secret :
        List.of(
            "a secret of before",
            "a secret of the webhook",
            physician.password(),
            deviceSecret,
            factor)) {
      assertThat(secret).hasSizeGreaterThan(8);
      assertThat(found(secret)).isEmpty();
    }
    // What is sealed is opened again where it is needed.
    assertThat(
            api.context()
                .getBean(RecipientDirectory.class)
                .find(physician.id())
                .orElseThrow()
                .webhookSecret())
        .isEqualTo("a secret of the webhook");
  }

  private static List<String> found(String secret) {
    return StoreScan.tablesWith(api.context().getBean(JdbcDatabase.class), columns(), secret);
  }

  private static void setWebhook(ApiClient.SignedIn person, String region, @Nullable String basis) {
    Map<String, Object> webhook = new HashMap<>();
    webhook.put("address", "https://10.0.0.1/");
    webhook.put("secret", "a secret of the webhook");
    webhook.put("region", region);
    webhook.put("transferBasis", basis);
    String path = "/people/" + person.id() + "/channels/WEBHOOK";
    assertThat(person.client().put(path, webhook).status()).isEqualTo(200);
  }

  private static JsonNode webhook(ApiClient.SignedIn person) {
    return again(person).get("/people/" + person.id() + "/channels").body().get(0);
  }

  /** The same person after the program was started again, at another port. */
  private static ApiClient again(ApiClient.SignedIn person) {
    return api.client().signIn(person.username(), person.password());
  }

  private static void store(String sql, UUID... values) {
    JdbcDatabase database = api.context().getBean(JdbcDatabase.class);
    database.inTransaction(
        connection ->
            JdbcDatabase.update(
                connection,
                sql,
                statement -> {
                  for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i].toString());
                  }
                }));
  }

  @Test
  @Tag("C-75")
  void aRefusalTellsWhereOneComplains() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");

    JsonNode refused = patient.client().get("/register").body();
    assertThat(refused.get("code").asText()).isEqualTo("NOT_ALLOWED");
    assertThat(refused.get("complaint").asText()).isEqualTo("https://authority.test/complaints");

    JsonNode missing =
        patient.client().delete("/patients/" + patient.id() + "/masks/" + UUID.randomUUID()).body();
    assertThat(missing.get("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(missing.has("complaint")).isFalse();
  }

  private static List<RegisteredField> columns() {
    List<RegisteredField> columns = new ArrayList<>(api.context().getBean(JdbcColumns.class).all());
    assertThat(columns).extracting(RegisteredField::place).contains("reading", "people.person");
    return columns;
  }

  private static JsonNode field(JsonNode register, String place, String name) {
    for (JsonNode field : register.get("fields")) {
      if (field.get("place").asText().equals(place) && field.get("name").asText().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("no field " + place + "." + name);
  }

  private static JsonNode kind(JsonNode register, String id) {
    for (JsonNode kind : register.get("kinds")) {
      if (kind.get("kind").asText().equals(id)) {
        return kind;
      }
    }
    throw new AssertionError("no kind " + id);
  }
}
