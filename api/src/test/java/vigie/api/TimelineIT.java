package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readings and alerts as the store has them, shown to those who may. */
class TimelineIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    put("/care-team", Map.of("treatingPhysician", physician.id()));
    put("/consents/HEART_RATE", Map.of());
    put("/consents/BLOOD_GLUCOSE", Map.of("language", "fr"));
    for (int minute = 0; minute < 5; minute++) {
      reading("heart-rate", NOON.plus(Duration.ofMinutes(minute)), 80 + minute);
    }
    reading("glucose", NOON.plusSeconds(30), 104);
    reading("spo2", NOON, 97);
    alert("heart-rate", "heart-rate-high", NOON.plusSeconds(90));
    alert("spo2", "spo2-low", NOON.plusSeconds(90));
  }

  @Test
  @Tag("C-55")
  void eventsAndSeriesStandInOneOrder() {
    ApiClient.Answer answer =
        get(patient, "/timeline?from=2026-03-02T12:00:00Z&to=2026-03-02T13:00:00Z");

    assertThat(answer.body().get("resolution").asText()).isEqualTo("raw");
    assertThat(answer.body().get("entries").findValuesAsText("at"))
        .isSortedAccordingTo(Comparator.comparing(Instant::parse))
        .hasSizeGreaterThanOrEqualTo(9);
    assertThat(answer.body().get("entries").findValuesAsText("kind")).contains("ALERT", "READING");
    assertThat(answer.body().get("units").get("heart-rate").asText()).isEqualTo("/min");
  }

  @Test
  void aCategoryWithoutConsentExistsForThePatientOnly() {
    String span = "/timeline?from=2026-03-02T12:00:00Z&to=2026-03-02T13:00:00Z";

    assertThat(get(patient, span).text()).contains("spo2");
    assertThat(get(physician, span).text())
        .contains("heart-rate", "glucose")
        .doesNotContain("spo2");
    assertThat(get(physician, "/latest").text()).doesNotContain("spo2");
    assertThat(get(physician, "/alerts").body()).hasSize(1);
    assertThat(get(patient, "/alerts").body()).hasSize(2);
  }

  @Test
  void theNewestValueOfEachMetricIsShownWithUnitTimesAndDevice() {
    ApiClient.Answer answer = get(physician, "/latest?metric=heart-rate");

    assertThat(answer.body()).hasSize(1);
    assertThat(answer.body().get(0).get("value").asDouble()).isEqualTo(84);
    assertThat(answer.body().get(0).get("unit").asText()).isEqualTo("/min");
    assertThat(answer.body().get(0).get("effective").asText()).isEqualTo("2026-03-02T12:04:00Z");
    assertThat(answer.body().get(0).get("device").asText()).isEqualTo("strap-1");
  }

  @Test
  void aGranteeSeesTheGrantedCategoryUntilTheGrantEnds() {
    ApiClient.SignedIn friend = api.operator().person("EMERGENCY_CONTACT");
    assertThat(get(friend, "/latest").status()).isEqualTo(403);

    put("/grants/" + friend.id(), Map.of("categories", List.of("BLOOD_GLUCOSE")));

    assertThat(get(friend, "/latest").body().findValuesAsText("metric")).containsExactly("glucose");
    patient.client().delete(path(patient, "/grants/" + friend.id()));
    assertThat(get(friend, "/latest").status()).isEqualTo(403);
  }

  @Test
  void thePhysiciansWorklistHasWhatTheyMaySee() {
    assertThat(physician.client().get("/alerts").body().findValuesAsText("family"))
        .containsExactly("heart-rate-high");
    assertThat(physician.client().get("/alerts?phase=RESOLVED").body()).isEmpty();
  }

  /** Flink runs in no test of this module; here Kafka is not there either. */
  @Test
  @Tag("C-62")
  void everythingIsReadWithTheStreamJobsAndKafkaAway() {
    String span = "from=2026-03-02T12:00:00Z&to=2026-03-02T13:00:00Z";
    String alert = physician.client().get("/alerts").body().get(0).get("alert").asText();
    api.kafka().server().process().kill();
    try {
      ApiClient.Answer health = api.client().get("/health");
      assertThat(health.status()).as(health.text()).isEqualTo(503);
      assertThat(health.body().get("details").get("kafka").get("status").asText())
          .isEqualTo("DOWN");

      // Each signs in while it is so.
      ApiClient asPatient = patient.signInAgain();
      ApiClient asPhysician = physician.signInAgain();
      for (String route :
          List.of(
              "/timeline?" + span,
              "/timeline?resolution=1h&" + span,
              "/latest",
              "/overview",
              "/coverage",
              "/alerts")) {
        for (ApiClient reader : List.of(asPatient, asPhysician)) {
          ApiClient.Answer answer = reader.get(path(patient, route));
          assertThat(answer.status()).as(route + ": " + answer.text()).isEqualTo(200);
        }
      }
      assertThat(asPhysician.get(path(patient, "/latest")).text()).contains("heart-rate");
      assertThat(asPatient.get(path(patient, "/timeline?" + span)).text()).contains("glucose");
      assertThat(asPhysician.get("/alerts").text()).contains(alert);
      assertThat(asPhysician.get("/alerts/" + alert).body().get("transitions")).hasSize(1);
      for (String route :
          List.of("/events", "/audit", "/copy", "/consents", "/grants", "/devices")) {
        assertThat(asPatient.get(path(patient, route)).status()).as(route).isEqualTo(200);
      }
      assertThat(asPhysician.get("/fhir/Observation?patient=" + patient.id()).text())
          .contains("\"resourceType\":\"Observation\"", "StructureDefinition/heartrate");
    } finally {
      api.kafka().server().process().start(Duration.ofMinutes(2));
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.client().get("/health").status() == 200);
  }

  @Test
  void anAlertIsShownWithItsTransitionsAndAcknowledgedIntoTheStream() {
    String alert = physician.client().get("/alerts").body().get(0).get("alert").asText();

    assertThat(physician.client().get("/alerts/" + alert).body().get("transitions")).hasSize(1);
    assertThat(
            physician
                .client()
                .post("/alerts/" + alert + "/acknowledgement", Map.of("note", "seen"))
                .status())
        .isEqualTo(202);
    assertThat(patient.client().post("/alerts/" + alert + "/acknowledgement", Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void theTreatingPhysicianSetsLimitsAndFlags() {
    assertThat(
            physician
                .client()
                .put(
                    path(patient, "/limits/HR-2"),
                    Map.of("limit", 140, "clear", 130, "hold", "PT2M", "reason", "trained"))
                .body()
                .get("version")
                .asInt())
        .isEqualTo(1);
    assertThat(physician.client().put(path(patient, "/flags"), List.of("ATHLETE")).text())
        .isEqualTo("[\"ATHLETE\"]");
    assertThat(get(patient, "/limits").body()).hasSize(1);
    assertThat(
            physician
                .client()
                .put(
                    path(patient, "/limits/HR-2"),
                    Map.of("limit", 140, "clear", 150, "reason", "wrong way round"))
                .body()
                .get("detail")
                .asText())
        .startsWith("clear");
    assertThat(physician.client().delete(path(patient, "/limits/HR-2")).status()).isEqualTo(204);
    assertThat(get(patient, "/limits").body()).isEmpty();
  }

  @Test
  void thePatientSeesWhoLooked() {
    get(physician, "/latest");

    assertThat(get(patient, "/audit").text())
        .contains("READ_LATEST", physician.id().toString(), "GET /patients/{id}/latest");
  }

  private void put(String path, Object body) {
    ApiClient.Answer answer = patient.client().put(path(patient, path), body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private ApiClient.Answer get(ApiClient.SignedIn who, String path) {
    return who.client().get(path(patient, path));
  }

  private static String path(ApiClient.SignedIn patient, String path) {
    return "/patients/" + patient.id() + path;
  }

  private void reading(String metric, Instant at, double value) {
    StoredData.reading(api, patient.id(), metric, at, value);
  }

  private void alert(String metric, String family, Instant onset) {
    StoredData.alert(api, patient.id(), metric, family, onset);
  }
}
