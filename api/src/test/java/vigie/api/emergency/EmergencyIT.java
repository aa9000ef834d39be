package vigie.api.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;

/** Break-glass, from its opening to its review. */
class EmergencyIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Map<String, Object> COMA =
      Map.of("kind", "VITAL", "reason", "found in coma");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn regulator;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    regulator = api.operator().professional("PHYSICIAN", "EMERGENCY_SERVICE", "750000009");
  }

  @Test
  @Tag("C-27")
  @Tag("C-44")
  void whatIsReadInAnEmergencyIsListedForThePatientAndReviewedByTheOfficer() {
    ApiClient.SignedIn officer = api.operator().person("DPO");
    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(403);

    ApiClient.Answer opened = regulator.client().post(own("/emergency-accesses"), COMA);
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(200);
    assertThat(regulator.client().get(own("/alerts")).status()).isEqualTo(200);

    ApiClient.Answer listed = patient.client().get(own("/emergency-accesses"));
    assertThat(listed.body()).hasSize(1);
    assertThat(listed.body().get(0).get("reason").asText()).isEqualTo("found in coma");
    assertThat(listed.body().get(0).get("reads").findValuesAsText("action"))
        .containsExactly("READ_LATEST", "READ_ALERTS");

    String review = "/emergency-accesses/" + opened.body().get("id").asText() + "/review";
    Map<String, Object> finding = Map.of("justified", true, "finding", "ambulance log");
    assertThat(officer.client().get("/emergency-accesses").text()).contains("found in coma");
    assertThat(officer.client().put(review, finding).status()).isEqualTo(204);
    assertThat(officer.client().put(review, finding).status()).isEqualTo(404);
    assertThat(patient.client().get(own("/emergency-accesses")).text())
        .contains("\"justified\":true");
  }

  @Test
  @Tag("C-45")
  void whatThePatientOpposesIsRefusedAndKnown() {
    assertThat(patient.client().put(own("/emergency-opposition"), Map.of()).status())
        .isEqualTo(204);

    ApiClient.Answer refused = regulator.client().post(own("/emergency-accesses"), COMA);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("EMERGENCY_OPPOSED");
    assertThat(patient.client().get(own("/emergency-accesses")).text())
        .contains("\"refused\":true");
    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(403);
  }

  @Test
  @Tag("C-45")
  void oppositionClosesWhatIsOpen() {
    assertThat(regulator.client().post(own("/emergency-accesses"), COMA).status()).isEqualTo(201);

    patient.client().put(own("/emergency-opposition"), Map.of());

    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @Tag("C-44")
  @ValueSource(ints = {0, -1, 241})
  void aFileIsOpenForFourHoursAtMost(int minutes) {
    Map<String, Object> body = Map.of("kind", "SAMU", "reason", "call 15", "minutes", minutes);

    assertThat(regulator.client().post(own("/emergency-accesses"), body).status()).isEqualTo(422);
    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(403);
  }

  @Test
  @Tag("C-26")
  void aCareTeamSeesNothingUntilThePatientAcceptsItNorAfterTheEpisode() {
    ApiClient.SignedIn nurse = api.operator().professional("NURSE", "HOSPITAL", "750000010");
    ApiClient.Answer proposed =
        regulator
            .client()
            .post(
                own("/episodes"),
                Map.of(
                    "name",
                    "hip replacement",
                    "members",
                    List.of(nurse.id()),
                    "until",
                    "2099-01-01T00:00:00Z"));
    assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
    String episode = own("/episodes/" + proposed.body().get("id").asText());
    assertThat(nurse.client().get(own("/latest")).status()).isEqualTo(403);

    Map<String, Object> all = Map.of("categories", List.of("ALL"));
    assertThat(patient.client().put(episode + "/acceptance", all).status()).isEqualTo(204);
    assertThat(nurse.client().get(own("/latest")).status()).isEqualTo(200);
    assertThat(regulator.client().get(own("/latest")).status()).isEqualTo(403);
    assertThat(patient.client().get(own("/episodes")).text()).contains(nurse.id().toString());

    assertThat(patient.client().delete(episode).status()).isEqualTo(204);
    assertThat(nurse.client().get(own("/latest")).status()).isEqualTo(403);
  }

  @Test
  @Tag("C-43")
  void theAuditSaysWhatFor() {
    String own = own("/latest");
    regulator.client().asking("TIMELINE").get(own);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(patient.client().get(own("/audit")).text())
                    .contains("\"purpose\":\"TIMELINE\""));
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
