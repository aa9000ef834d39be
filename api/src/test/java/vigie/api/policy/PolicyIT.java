package vigie.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.Timekeeper;

/** A new version of the policy, from its publication past its day, over a real mail server. */
class PolicyIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private static final String SUBJECT = "Vigie : les règles sur vos données changent";

  private final Timekeeper timekeeper = api.context().getBean(Timekeeper.class);

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  @Tag("C-89")
  @Tag("C-90")
  void everyPatientIsToldBeforeTheDayAndWhoDoesNotConsentAnewIsWatchedNoMore() {
    ApiClient.SignedIn reached = api.operator().person("PATIENT");
    ApiClient.SignedIn agreeing = api.operator().person("PATIENT");
    ApiClient.SignedIn unreached = api.operator().person("PATIENT");
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(reached, address);
    for (ApiClient.SignedIn patient : List.of(reached, agreeing)) {
      consent(patient, "SLEEP");
      consent(patient, "HEART_RATE");
    }
    ApiClient dpo = api.operator().person("DPO").client();
    Instant effective = Instant.now().plus(Duration.ofDays(40));

    ApiClient.Answer published = dpo.post("/policies", version("2", effective));
    assertThat(published.status()).as(published.text()).isEqualTo(201);
    assertThat(notice().get("policyVersion").asText()).isEqualTo("1");
    assertThat(notice().get("coming").get(0).get("version").asText()).isEqualTo("2");

    timekeeper.tick(Instant.now().plus(Duration.ofDays(1)));
    timekeeper.tick(Instant.now().plus(Duration.ofDays(2)));

    assertThat(mail.letters(address).stream().filter(one -> one.subject().equals(SUBJECT)))
        .singleElement()
        .satisfies(letter -> assertThat(letter.text()).contains("version 2", "sommeil", "Mieux"));
    assertThat(told(dpo, reached)).isTrue();
    assertThat(told(dpo, unreached)).isFalse();
    assertThat(given(reached)).contains("SLEEP", "HEART_RATE");

    consent(agreeing, "SLEEP");
    timekeeper.tick(effective.plus(Duration.ofDays(1)));

    assertThat(given(reached)).containsExactly("HEART_RATE");
    assertThat(given(agreeing)).contains("SLEEP", "HEART_RATE");
    JsonNode history = reached.client().get("/patients/" + reached.id() + "/consents/SLEEP").body();
    assertThat(history.get("history").get(1).get("channel").asText()).isEqualTo("POLICY");
    consent(reached, "SLEEP");
    timekeeper.tick(effective.plus(Duration.ofDays(2)));
    assertThat(given(reached)).contains("SLEEP");
  }

  @Test
  void aVersionThatComesTooSoonIsRefusedAndOnlyTheDpoPublishes() {
    ApiClient dpo = api.operator().person("DPO").client();
    Map<String, Object> soon = version("x", Instant.now().plus(Duration.ofDays(3)));

    assertThat(dpo.post("/policies", soon).status()).isEqualTo(422);
    assertThat(api.operator().post("/policies", soon).status()).isEqualTo(403);
    assertThat(api.operator().get("/policies").body().get(0).get("version").asText())
        .isEqualTo("1");
  }

  private static void consent(ApiClient.SignedIn patient, String category) {
    ApiClient.Answer answer =
        patient.client().put("/patients/" + patient.id() + "/consents/" + category, Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static List<String> given(ApiClient.SignedIn patient) {
    List<String> given = new ArrayList<>();
    for (JsonNode one : patient.client().get("/patients/" + patient.id() + "/consents").body()) {
      if (one.get("given").asBoolean()) {
        given.add(one.get("category").asText());
      }
    }
    return given;
  }

  private static boolean told(ApiClient dpo, ApiClient.SignedIn patient) {
    for (JsonNode notice : dpo.get("/policies/2/notices").body()) {
      if (notice.get("patient").asText().equals(patient.id().toString())) {
        return !notice.get("toldAt").isNull();
      }
    }
    throw new AssertionError("no row for " + patient.id());
  }

  private static JsonNode notice() {
    return api.client().get("/notice").body();
  }

  private static Map<String, Object> version(String version, Instant effective) {
    return Map.of(
        "version",
        version,
        "effective",
        effective.toString(),
        "french",
        "Mieux dormir.",
        "english",
        "To sleep better.",
        "newConsent",
        List.of("SLEEP"));
  }
}
