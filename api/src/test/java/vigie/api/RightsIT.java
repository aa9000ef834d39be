package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a patient decides, over HTTP. */
class RightsIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private ApiClient operator;
  private ApiClient.SignedIn patient;

  @BeforeEach
  void enrol() {
    operator = api.operator();
    patient = operator.person("PATIENT");
  }

  @Test
  @Tag("C-23")
  void aPatientNamesCareTeamConsentsGrantsAndDevices() {
    ApiClient.SignedIn physician = operator.person("PHYSICIAN");
    UUID id = patient.id();

    assertThat(
            patient
                .client()
                .put("/patients/" + id + "/care-team", Map.of("treatingPhysician", physician.id())))
        .extracting(ApiClient.Answer::status)
        .isEqualTo(200);
    assertThat(
            patient.client().send("PUT", "/patients/" + id + "/consents/HEART_RATE", null).status())
        .isEqualTo(200);
    ApiClient.Answer device =
        patient
            .client()
            .put("/patients/" + id + "/devices/strap-" + id, Map.of("kind", "chest strap"));

    assertThat(device.status()).isEqualTo(201);
    assertThat(device.body().get("secret").asText()).hasSizeGreaterThan(30);
    assertThat(patient.client().get("/patients/" + id + "/consents").text())
        .contains("\"category\":\"HEART_RATE\",\"given\":true");
    assertThat(patient.client().get("/patients/" + id + "/devices").body()).hasSize(1);
    assertThat(
            patient
                .client()
                .get("/patients/" + id + "/care-team")
                .body()
                .get("treatingPhysician")
                .asText())
        .isEqualTo(physician.id().toString());
  }

  @Test
  void aPatientNamesWhoStandsInAndWhen() {
    UUID doctor = operator.person("PHYSICIAN").id();
    UUID other = operator.person("PHYSICIAN").id();
    String route = "/patients/" + patient.id() + "/care-team";
    Map<String, Object> nights =
        Map.of("zone", "Europe/Paris", "from", "20:00", "to", "08:00", "days", List.of("FRIDAY"));
    Map<String, String> away =
        Map.of("from", "2026-12-24T00:00:00Z", "until", "2026-12-27T00:00:00Z");

    ApiClient.Answer named =
        patient
            .client()
            .put(
                route,
                Map.of(
                    "treatingPhysician",
                    doctor,
                    "absences",
                    List.of(away),
                    "substitutes",
                    List.of(Map.of("person", other, "hours", nights))));
    assertThat(named.status()).isEqualTo(200);

    ApiClient.Answer read = patient.client().get(route);
    assertThat(read.body().get("absences").get(0).get("until").asText())
        .isEqualTo("2026-12-27T00:00:00Z");
    assertThat(read.body().get("substitutes").get(0).get("person").asText())
        .isEqualTo(other.toString());
    assertThat(read.body().get("substitutes").get(0).get("hours").get("zone").asText())
        .isEqualTo("Europe/Paris");
  }

  @Test
  void hoursThatNameNoZoneAreThoseOfTheSetting() {
    Map<String, Object> hours = Map.of("from", "08:00", "to", "20:00", "days", List.of("MONDAY"));
    String route = "/patients/" + patient.id() + "/care-team";
    Map<String, Object> team =
        Map.of("treatingPhysician", operator.person("PHYSICIAN").id(), "hours", hours);
    ApiClient.Answer named = patient.client().put(route, team);
    assertThat(named.status()).as(named.text()).isEqualTo(200);
    assertThat(named.body().get("hours").get("zone").asText()).isEqualTo("Europe/Paris");
    assertThat(patient.client().get(route).body().get("hours"))
        .isEqualTo(named.body().get("hours"));
  }

  @Test
  void onlyAPhysicianStandsIn() {
    Map<String, Object> team =
        Map.of("substitutes", List.of(Map.of("person", operator.person("PATIENT").id())));
    ApiClient.Answer answer =
        patient.client().put("/patients/" + patient.id() + "/care-team", team);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("substitutes");
  }

  @Test
  @Tag("C-28")
  void aMandateSaysWhatItRestsOnAndSoDoesTheAuditOfWhatIsDoneByIt() {
    ApiClient.SignedIn parent = operator.person("REPRESENTATIVE");
    String own = "/patients/" + patient.id();
    Map<String, Object> mandate =
        Map.of(
            "scopes",
            List.of("READ"),
            "basis",
            "PARENTAL_AUTHORITY",
            "proof",
            "family register, page 3",
            "until",
            "2036-01-01T00:00:00Z");

    ApiClient.Answer given = patient.client().put(own + "/mandates/" + parent.id(), mandate);
    assertThat(given.body().get("basis").asText()).isEqualTo("PARENTAL_AUTHORITY");
    assertThat(patient.client().get(own + "/mandates").body())
        .extracting(each -> each.get("basis").asText())
        .containsExactly("PARENTAL_AUTHORITY");
    assertThat(parent.client().get(own + "/latest").status()).isEqualTo(200);
    assertThat(patient.client().delete(own + "/mandates/" + parent.id()).status()).isEqualTo(204);

    JsonNode audit = patient.client().get(own + "/audit?language=en").body();
    assertThat(audit)
        .filteredOn(line -> line.get("action").asText().equals("READ_LATEST"))
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.get("mandate").toString())
                  .isEqualTo(
                      "{\"basis\":\"PARENTAL_AUTHORITY\",\"proof\":\"family register, page 3\","
                          + "\"scopes\":[\"READ\"],\"until\":\"2036-01-01T00:00:00Z\"}");
              assertThat(read.get("words").asText()).endsWith("(parental authority).");
            });
  }

  @Test
  @Tag("C-28")
  void aMandateThatRestsOnNothingIsRefused() {
    ApiClient.Answer answer =
        patient
            .client()
            .put(
                "/patients/" + patient.id() + "/mandates/" + operator.person("REPRESENTATIVE").id(),
                Map.of(
                    "scopes", List.of("READ"), "proof", "deed", "until", "2036-01-01T00:00:00Z"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("detail").asText()).startsWith("basis must be one of");
  }

  @Test
  void anUnknownFieldIsRefusedByItsName() {
    ApiClient.Answer answer =
        operator.post("/people", Map.of("username", "x", "role", "PATIENT", "surname", "y"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.body().get("code").asText()).isEqualTo("MALFORMED");
    assertThat(answer.body().get("detail").asText()).contains("surname");
  }

  @Test
  @Tag("C-25")
  void withoutADirectoryAProfessionStandsAsEnteredAndNotVerified() {
    ApiClient.Answer made =
        operator.send(
            "POST",
            "/people",
            """
            {"username": "%s", "role": "PROFESSIONAL", "firstName": "A", "lastName": "B",
             "professional": {"profession": "NURSE", "organisationKind": "HOSPITAL",
                              "identifier": "%s"}}
            """
                .formatted(UUID.randomUUID(), ApiClient.rpps()));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().get("professionVerified").isNull()).isTrue();
  }

  @ParameterizedTest
  @Tag("C-25")
  @Tag("C-40")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "PHYSICIAN;    null; professional",
        "PHYSICIAN;    {'profession':'PHYSICIAN','organisationKind':'PRACTICE'};"
            + " professional.identifier",
        "PHYSICIAN;    {'profession':'PHYSICIAN','organisationKind':'PRACTICE',"
            + "'identifier':'10000000001'}; professional.identifier",
        "PROFESSIONAL; {'profession':'NURSE','organisationKind':'HOSPITAL'};"
            + " professional.identifier",
      })
  void nobodyOfAHealthProfessionIsMadeWithoutASoundNationalNumber(
      String role, String professional, String field) {
    ApiClient.Answer answer =
        operator.send(
            "POST",
            "/people",
            """
            {"username": "%s", "role": "%s", "firstName": "A", "lastName": "B",
             "professional": %s}
            """
                .formatted(UUID.randomUUID(), role, professional.replace('\'', '"')));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("detail").asText()).startsWith(field + " must");
  }

  @Test
  void healthIsUpAndTheDescriptionIsServed() {
    assertThat(api.client().get("/health").status()).isEqualTo(200);
    assertThat(api.client().get("/prometheus").text()).contains("jvm_memory_used_bytes");
    assertThat(api.client().get("/openapi.yaml").text()).contains("/patients/{id}/consents");
  }
}
