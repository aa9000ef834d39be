package vigie.api.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.register.RegisterCatalogue;
import vigie.register.RegisteredField;

/** The register against the tables that the migrations really make. */
class RegisterIT {
  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of(
              "VIGIE_OPERATOR_NAME", "Clinic of the North",
              "VIGIE_DPO_CONTACT", "dpo@clinic.test",
              "VIGIE_REGION", "FR",
              "VIGIE_SMTP_HOST", "mail.test",
              "VIGIE_SMTP_REGION", "DE",
              "VIGIE_AUTHORITY_URL", "https://authority.test/complaints"));

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
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    Map<String, Object> webhook = new HashMap<>();
    webhook.put("address", "https://vigie.test/");
    webhook.put("secret", "a secret of the webhook");
    webhook.put("region", "JP");
    webhook.put("transferBasis", "ADEQUACY");
    String path = "/people/" + physician.id() + "/channels/WEBHOOK";
    assertThat(physician.client().put(path, webhook).status()).isEqualTo(200);

    JsonNode outgoing =
        api.operator().person("DPO").client().get("/register").body().get("outgoing");

    assertThat(outgoing)
        .extracting(JsonNode::toString)
        .contains(
            "{\"endpoint\":\"MAIL_SERVER\",\"region\":\"DE\",\"transferBasis\":null,"
                + "\"endpoints\":1}",
            "{\"endpoint\":\"WEBHOOK\",\"region\":\"JP\",\"transferBasis\":\"ADEQUACY\","
                + "\"endpoints\":1}");
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
