package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
  void anUnknownFieldIsRefusedByItsName() {
    ApiClient.Answer answer =
        operator.post("/people", Map.of("username", "x", "role", "PATIENT", "surname", "y"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.body().get("code").asText()).isEqualTo("MALFORMED");
    assertThat(answer.body().get("detail").asText()).contains("surname");
  }

  @Test
  void healthIsUpAndTheDescriptionIsServed() {
    assertThat(api.client().get("/health").status()).isEqualTo(200);
    assertThat(api.client().get("/prometheus").text()).contains("jvm_memory_used_bytes");
    assertThat(api.client().get("/openapi.yaml").text()).contains("/patients/{id}/consents");
  }
}
