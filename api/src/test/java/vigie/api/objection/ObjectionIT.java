package vigie.api.objection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;

/** An objection with a reason is a case; only its decision changes what is allowed. */
class ObjectionIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Map<String, Object> FEEDING =
      Map.of("scope", "FEEDING", "reason", "values of somebody else were added twice");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;
  private ApiClient.SignedIn dpo;
  private String device;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    dpo = api.operator().person("DPO");
    device = "strap-" + patient.id();
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id()));
    patient.client().put(own("/consents/HEART_RATE"), Map.of());
    patient
        .client()
        .put(own("/devices/" + device), Map.of("kind", "strap", "since", "2026-01-01T00:00:00Z"));
  }

  @Test
  @Tag("C-47")
  void feedingSurvivesAPlainObjectionAndAnOpenCaseAndEndsWhenItIsUpheld() {
    assertThat(fed(physician)).isEqualTo(200);
    assertThat(patient.client().post(own("/objections"), Map.of("scope", "FEEDING")).status())
        .isEqualTo(422);
    assertThat(fed(physician)).isEqualTo(200);

    String objection = objected();
    assertThat(fed(physician)).isEqualTo(200);
    assertThat(patient.client().post(own("/objections"), FEEDING).status()).isEqualTo(409);

    assertThat(decided(objection, true)).isEqualTo(204);
    assertThat(fed(physician)).isEqualTo(403);
    assertThat(fed(patient)).isEqualTo(200);
    assertThat(physician.client().get(own("/latest")).status()).isEqualTo(200);

    assertThat(patient.client().delete(own("/objections/" + objection)).status()).isEqualTo(204);
    assertThat(fed(physician)).isEqualTo(200);
  }

  @Test
  @Tag("C-70")
  void aRefusedObjectionSaysItsGroundsToThePatientAndChangesNothing() {
    String objection = objected();
    assertThat(dpo.client().get("/objections").text()).contains(objection);
    assertThat(decided(objection, false)).isEqualTo(204);
    assertThat(decided(objection, true)).as("decided already").isEqualTo(404);

    JsonNode own = patient.client().get(own("/objections")).body().get(0);
    assertThat(own.get("upheld").asBoolean()).isFalse();
    assertThat(own.get("grounds").asText()).isEqualTo("they were the patient's");
    assertThat(own.get("decidedAt").asText()).isNotEmpty();
    assertThat(fed(physician)).isEqualTo(200);
  }

  private String objected() {
    ApiClient.Answer opened = patient.client().post(own("/objections"), FEEDING);
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    return opened.body().get("id").asText();
  }

  private int decided(String objection, boolean upheld) {
    return dpo.client()
        .put(
            "/objections/" + objection + "/decision",
            Map.of("upheld", upheld, "grounds", "they were the patient's"))
        .status();
  }

  private int fed(ApiClient.SignedIn who) {
    byte[] payload =
        "{\"ts\":1772433670000,\"values\":{\"hr\":66}}".getBytes(StandardCharsets.UTF_8);
    return who.client()
        .sendReadings("/devices/" + device + "/readings", "application/json", payload, null, "")
        .status();
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
