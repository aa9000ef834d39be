package vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;

/** Requests about what professionals entered, over a real mail server. */
class PassedRequestIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private ApiClient.SignedIn patient;

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
  }

  @Test
  @Tag("C-32")
  @Tag("C-68")
  @Tag("C-78")
  void whatIsAboutAProfessionalsFileIsPassedOnToThemAndThePatientIsToldToWhom() {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn stranger = api.operator().person("PHYSICIAN");
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(physician, address);
    patient.client().put(own("/care-team"), Map.of("treatingPhysician", physician.id()));
    String theirs = entered(physician);
    String mine = entered(patient);

    JsonNode passed = asked("it was the left knee", theirs).body();
    JsonNode kept = asked("it was another day", mine).body();
    assertThat(asked("x", UUID.randomUUID().toString()).status()).isEqualTo(422);

    assertThat(passed.get("passedTo").get("professional").asText())
        .isEqualTo(physician.id().toString());
    assertThat(passed.get("passedTo").get("name").asText()).isEqualTo("A Person");
    assertThat(passed.get("history").findValuesAsText("event"))
        .containsExactly("FILED", "PASSED_ON");
    assertThat(passed.get("controller").asText()).isEqualTo("PROFESSIONAL_FILE");
    assertThat(kept.get("controller").asText()).isEqualTo("PATIENT_ACCOUNT");
    assertThat(kept.get("passedTo").isNull()).isTrue();
    assertThat(mail.texts(address).toString())
        .contains("/people/" + physician.id() + "/requests")
        .doesNotContain("knee");
    JsonNode list = physician.client().get("/people/" + physician.id() + "/requests").body();
    assertThat(list).hasSize(1);
    assertThat(list.get(0).get("patient").asText()).isEqualTo(patient.id().toString());
    assertThat(list.get(0).get("request").get("text").asText()).isEqualTo("it was the left knee");

    String answer = "/requests/" + passed.get("id").asText() + "/answer";
    Map<String, Object> granted = Map.of("granted", true, "grounds", "amended");
    assertThat(stranger.client().put("/people/" + stranger.id() + answer, granted).status())
        .isEqualTo(404);
    assertThat(physician.client().put("/people/" + physician.id() + answer, granted).status())
        .isEqualTo(200);
    assertThat(
            patient
                .client()
                .get(own("/requests/" + passed.get("id").asText()))
                .body()
                .get("status")
                .asText())
        .isEqualTo("GRANTED");
  }

  private ApiClient.Answer asked(String text, String event) {
    return patient
        .client()
        .post(own("/requests"), Map.of("kind", "RECTIFICATION", "text", text, "event", event));
  }

  private String entered(ApiClient.SignedIn who) {
    String event = UUID.randomUUID().toString();
    ApiClient.Answer answer =
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
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return event;
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }
}
