package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.Topics;
import vigie.codec.Codecs;

/** A metric frozen by its patient: kept, not used, shown to the patient alone, reversible. */
@Tag("C-69")
class RestrictionIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Map<String, Object> UNDERSTOOD =
      Map.of("reason", "my strap is loose", "understood", true);

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id()));
    patient.client().put(own("/consents/HEART_RATE"), Map.of());
    StoredData.reading(api, patient.id(), "heart-rate", NOON, 80);
    StoredData.reading(api, patient.id(), "hrv-sdnn", NOON, 50);
  }

  @Test
  void whatIsFrozenIsShownToThePatientAloneUntilItIsLifted() {
    UUID alert = StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", NOON);
    assertThat(physician.client().get("/alerts/" + alert).status()).isEqualTo(200);
    assertThat(freeze("heart-rate", UNDERSTOOD).status()).isEqualTo(200);

    assertThat(physician.client().get(own("/latest")).text())
        .contains("hrv-sdnn")
        .doesNotContain("heart-rate");
    assertThat(physician.client().get("/alerts/" + alert).status()).isEqualTo(403);
    assertThat(patient.client().get(own("/latest")).text()).contains("heart-rate");
    assertThat(patient.client().get("/alerts/" + alert).status()).isEqualTo(200);

    assertThat(patient.client().delete(own("/restrictions/heart-rate")).status()).isEqualTo(204);
    assertThat(physician.client().get(own("/latest")).text()).contains("heart-rate");
    assertThat(patient.client().delete(own("/restrictions/heart-rate")).status()).isEqualTo(404);
  }

  @Test
  void thePatientIsWarnedOfTheSafetyRulesThatAreOffByIt() {
    ApiClient.Answer warned = freeze("heart-rate", Map.of("reason", "my strap is loose"));
    assertThat(warned.status()).isEqualTo(409);
    assertThat(warned.text()).contains("HR-1").contains("NEWS2-7").contains("understood");
    assertThat(patient.client().get(own("/restrictions")).body()).isEmpty();

    assertThat(freeze("hrv-sdnn", Map.of("reason", "odd")).status())
        .as("no rule that may page judges it")
        .isEqualTo(200);
    ApiClient.Answer done = freeze("heart-rate", UNDERSTOOD);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().get("safetyRulesOff").toString()).contains("\"HR-1\"");
    assertThat(patient.client().get(own("/restrictions")).body()).hasSize(2);
  }

  @Test
  void theStreamIsToldAndTheActIsOnRecord() {
    try (TopicReader topic = new TopicReader(api.kafka().bootstrapServers(), Topics.PATIENT)) {
      freeze("heart-rate", UNDERSTOOD);
      Awaitility.await()
          .untilAsserted(
              () -> {
                byte[] record = topic.newest().getOrDefault(patient.id().toString(), new byte[0]);
                assertThat(record).isNotEmpty();
                assertThat(Codecs.PATIENT.decode(record).restricted())
                    .containsExactly("heart-rate");
              });
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(patient.client().get(own("/audit")).text())
                    .contains("CHANGE_RESTRICTIONS"));
  }

  @Test
  void whatCannotBeFrozenIsRefused() {
    for (String metric : List.of("news2", "mood", "device-battery")) {
      assertThat(freeze(metric, UNDERSTOOD).status()).as(metric).isEqualTo(422);
    }
    assertThat(freeze("heart-rate", Map.of("reason", " ", "understood", true)).status())
        .isEqualTo(422);
    assertThat(physician.client().put(own("/restrictions/heart-rate"), UNDERSTOOD).status())
        .isEqualTo(403);
  }

  private ApiClient.Answer freeze(String metric, Map<String, Object> body) {
    return patient.client().put(own("/restrictions/" + metric), body);
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
