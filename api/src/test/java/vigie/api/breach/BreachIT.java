package vigie.api.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.Timekeeper;

/** A breach from its first hour to the authority's receipt, over a real mail server. */
@Tag("C-91")
class BreachIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @Test
  void whoWasSeenByTheAccountIsAffectedAndTheOfficerIsAlarmedUntilTheAuthorityKnows() {
    ApiClient.SignedIn officer = api.operator().person("DPO");
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(officer, address);
    ApiClient.SignedIn seen = api.operator().person("PATIENT");
    ApiClient.SignedIn untouched = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    ApiClient.SignedIn other = api.operator().person("PHYSICIAN");
    for (ApiClient.SignedIn patient : List.of(seen, untouched)) {
      for (ApiClient.SignedIn reader : List.of(physician, other)) {
        assertThat(
                patient
                    .client()
                    .put(
                        "/patients/" + patient.id() + "/grants/" + reader.id(),
                        Map.of("categories", List.of("HEART_RATE")))
                    .status())
            .isBetween(200, 299);
      }
    }
    physician.client().get("/patients/" + seen.id() + "/latest");
    other.client().get("/patients/" + untouched.id() + "/latest");
    Instant now = Instant.now();

    JsonNode breach = note(officer.client(), now, physician.id(), null);
    String path = "/breaches/" + breach.get("id").asText();

    assertThat(breach.get("state").asText()).isEqualTo("RUNNING");
    assertThat(Instant.parse(breach.get("deadline").asText()))
        .isEqualTo(Instant.parse(breach.get("knownAt").asText()).plus(Duration.ofDays(3)));
    assertThat(affected(officer.client(), path)).containsExactly(seen.id().toString());
    JsonNode letters = officer.client().get(path + "/letters?language=en").body();
    assertThat(letters.get("authority").asText())
        .contains("People affected, by the record of accesses: 1", "A laptop was stolen.");
    assertThat(letters.get("person").asText()).contains("https://www.cnil.fr/fr/plaintes");
    assertThat(officer.client().get(path + "/letters").body().get("person").asText())
        .contains("Madame, Monsieur");

    assertThat(alarms(address, path)).hasSize(1);
    Timekeeper timekeeper = api.context().getBean(Timekeeper.class);
    timekeeper.tick(now.plus(Duration.ofHours(24)));
    timekeeper.tick(now.plus(Duration.ofHours(49)));
    timekeeper.tick(now.plus(Duration.ofHours(71)));
    assertThat(alarms(address, path)).hasSizeBetween(3, 4);
    assertThat(alarms(address, path).get(alarms(address, path).size() - 1)).startsWith("URGENT");

    assertThat(
            officer
                .client()
                .put(
                    path + "/notification",
                    Map.of("toldAt", Instant.now().toString(), "reference", "2026-17"))
                .status())
        .isEqualTo(204);
    int told = alarms(address, path).size();
    timekeeper.tick(now.plus(Duration.ofHours(97)));
    assertThat(alarms(address, path)).hasSize(told);
    assertThat(api.operator().get("/breaches").body().get(0).get("state").asText())
        .isEqualTo("TOLD_IN_TIME");
  }

  @Test
  void aRouteAndAPeriodCanNameTheAffectedInsteadOfAnAccount() {
    ApiClient officer = api.operator().person("DPO").client();
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/care-team",
            Map.of("treatingPhysician", physician.id()));
    physician.client().get("/patients/" + patient.id() + "/flags");
    Instant now = Instant.now();

    String byRoute =
        "/breaches/" + note(officer, now, null, "GET /patients/{id}/flags").get("id").asText();
    String before =
        "/breaches/" + note(officer, now.minus(Duration.ofDays(9)), null, null).get("id").asText();

    assertThat(affected(officer, byRoute)).containsExactly(patient.id().toString());
    assertThat(affected(officer, before)).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedAndOnlyTheOfficerSeesIds() {
    ApiClient officer = api.operator().person("DPO").client();
    JsonNode breach = note(api.operator(), Instant.now(), null, null);
    Map<String, Object> backwards = new HashMap<>();
    backwards.put("what", "x");
    backwards.put("begins", "2026-01-02T00:00:00Z");
    backwards.put("ends", "2026-01-01T00:00:00Z");

    assertThat(officer.post("/breaches", backwards).status()).isEqualTo(422);
    assertThat(api.operator().get("/breaches/" + breach.get("id").asText() + "/affected").status())
        .isEqualTo(403);
    assertThat(officer.get("/breaches/" + UUID.randomUUID() + "/affected").status()).isEqualTo(404);
  }

  private static JsonNode note(
      ApiClient client, Instant until, @Nullable UUID account, @Nullable String route) {
    Map<String, Object> body = new HashMap<>();
    body.put("what", "A laptop was stolen.");
    body.put("begins", until.minus(Duration.ofHours(2)).toString());
    body.put("ends", until.plus(Duration.ofMinutes(1)).toString());
    body.put("account", account);
    body.put("route", route);
    ApiClient.Answer answer = client.post("/breaches", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body();
  }

  private static List<String> affected(ApiClient client, String path) {
    List<String> patients = new ArrayList<>();
    client.get(path + "/affected").body().forEach(one -> patients.add(one.get("patient").asText()));
    return patients;
  }

  /** Of this breach alone: whoever is an officer is told of all. */
  private static List<String> alarms(String address, String path) {
    return mail.letters(address).stream()
        .filter(letter -> letter.text().contains(path))
        .map(MailServer.Letter::subject)
        .toList();
  }
}
