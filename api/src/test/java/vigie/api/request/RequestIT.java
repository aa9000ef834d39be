package vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.AgedToken;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.MailServer;
import vigie.api.schedule.Timekeeper;

/** Requests about rights from their filing to their answers, over a real mail server. */
class RequestIT {
  private static final MailServer mail = new MailServer();

  @RegisterExtension static final ApiExtension api = new ApiExtension(mail.settings());

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn officer;

  @AfterAll
  static void stopMail() {
    mail.close();
  }

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    officer = api.operator().person("DPO");
  }

  @Test
  @Tag("C-77")
  @Tag("C-79")
  void aRequestHasATermOfAMonthIsExtendedOnceAndAnsweredWithGrounds() {
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(patient, address);
    JsonNode filed = filed("OTHER", "who changed my address?");
    String path = "/requests/" + filed.get("id").asText();
    Instant term =
        RequestTerm.of(Instant.parse(filed.get("filedAt").asText()), ZoneId.of("Europe/Paris"));

    assertThat(filed.get("status").asText()).isEqualTo("OPEN");
    assertThat(filed.get("clock").asText()).isEqualTo("RUNNING");
    assertThat(filed.get("term").asText()).isEqualTo(term.toString());
    JsonNode onTheList = onTheList(filed);
    assertThat(onTheList.has("text")).as("the list tells no content").isFalse();
    assertThat(onTheList.get("term").asText()).isEqualTo(term.toString());
    assertThat(officer.client().get(path).body().get("text").asText())
        .isEqualTo("who changed my address?");

    ApiClient.Answer extended =
        officer.client().put(path + "/extension", Map.of("reason", "many letters"));
    assertThat(extended.status()).as(extended.text()).isEqualTo(200);
    assertThat(extended.body().get("term").asText())
        .isEqualTo(RequestTerm.extended(term, ZoneId.of("Europe/Paris")).toString());
    assertThat(officer.client().put(path + "/extension", Map.of("reason", "more")).status())
        .isEqualTo(409);

    assertThat(answered(path, true, "").status()).isEqualTo(422);
    assertThat(answered(path, true, "an operator did, at your wish").status()).isEqualTo(200);
    assertThat(answered(path, false, "no").status()).isEqualTo(409);
    JsonNode own = patient.client().get(own(path)).body();
    assertThat(own.get("status").asText()).isEqualTo("GRANTED");
    assertThat(own.get("remedy").isNull()).isTrue();
    assertThat(own.get("history").findValuesAsText("event"))
        .containsExactly("FILED", "EXTENDED", "ANSWERED");
    assertThat(own.get("history").findValuesAsText("by"))
        .containsExactly(patient.id().toString(), officer.id().toString(), officer.id().toString());
    assertThat(mail.texts(address).toString())
        .contains("prolongé", "La réponse est là", own(path))
        .doesNotContain("my address", "at your wish");
  }

  @Test
  @Tag("C-77")
  void thoseWhoAnswerAreAlarmedSevenDaysAndOneDayBeforeTheTermAndOnceItIsOver() {
    String address = UUID.randomUUID() + "@mail.test";
    mail.reach(officer, address);
    JsonNode filed = filed("COMPLAINT", "nobody answers");
    String path = "/requests/" + filed.get("id").asText();
    Instant term = Instant.parse(filed.get("term").asText());
    Timekeeper timekeeper = api.context().getBean(Timekeeper.class);

    timekeeper.tick(term.minus(Duration.ofDays(9)));
    assertThat(alarms(address, path)).isEmpty();
    timekeeper.tick(term.minus(Duration.ofDays(6)));
    timekeeper.tick(term.minus(Duration.ofDays(5)));
    assertThat(alarms(address, path)).singleElement().asString().startsWith("Vigie");
    timekeeper.tick(term.minus(Duration.ofHours(14)));
    assertThat(alarms(address, path)).hasSize(2);
    assertThat(alarms(address, path).get(1)).startsWith("URGENT");
    timekeeper.tick(term.plus(Duration.ofHours(10)));
    timekeeper.tick(term.plus(Duration.ofHours(34)));
    assertThat(alarms(address, path)).hasSize(4);
    assertThat(alarms(address, path).get(3)).contains("dépassé");

    // A month later the session would be over.
    officer = officer.again();
    assertThat(answered(path, true, "they do now").status()).isEqualTo(200);
    timekeeper.tick(term.plus(Duration.ofHours(58)));
    assertThat(alarms(address, path)).hasSize(4);
  }

  @Test
  @Tag("C-75")
  @Tag("C-77")
  void aRefusalSaysItsGroundsTheAuthorityAndTheRemedy() {
    String path = "/requests/" + filed("OTHER", "pay me").get("id").asText();
    assertThat(answered(path, false, "no such right").status()).isEqualTo(200);

    JsonNode french = patient.client().get(own(path)).body();
    JsonNode english = patient.client().get(own(path) + "?language=en").body();
    assertThat(french.get("status").asText()).isEqualTo("REFUSED");
    assertThat(french.get("answer").get("grounds").asText()).isEqualTo("no such right");
    assertThat(french.get("remedy").get("words").asText()).contains("juge");
    assertThat(english.get("remedy").get("words").asText()).contains("court");
    assertThat(english.get("remedy").get("authority").asText()).contains("CNIL");
    assertThat(english.get("remedy").get("link").asText()).contains("cnil.fr");
  }

  @ParameterizedTest
  @CsvSource({"ACCESS, /copy", "PORTABILITY, /fhir/Patient/", "ERASURE, /erasure"})
  @Tag("C-77")
  void whatAProgramCanAnswerIsAnsweredAtOnce(String kind, String where) {
    JsonNode filed = filed(kind, "please");

    assertThat(filed.get("status").asText()).isEqualTo("GRANTED");
    assertThat(filed.get("answer").get("by").isNull()).isTrue();
    assertThat(filed.get("answer").get("grounds").asText()).contains(where);
  }

  @Test
  @Tag("C-72")
  void whileALegalHoldStandsErasureIsForAPersonToAnswer() {
    officer
        .client()
        .post(
            "/patients/" + patient.id() + "/holds",
            Map.of("reason", "a dispute", "until", "2099-01-01T00:00:00Z"));

    assertThat(filed("ERASURE", "all of it").get("status").asText()).isEqualTo("OPEN");
  }

  @Test
  @Tag("C-69")
  @Tag("C-70")
  @Tag("C-76")
  void restrictionsAndObjectionsStandOnTheSameListAndAPersonDecides() {
    patient.client().put(own("/restrictions/hrv-sdnn"), Map.of("reason", "in doubt"));
    JsonNode objection = filed("OBJECTION", "no rule shall judge me");
    String path = "/requests/" + objection.get("id").asText();
    String objected = "/objections/" + objection.get("about").asText();
    String other = opened("FEEDING");

    JsonNode all = patient.client().get(own("/requests")).body();
    assertThat(all.findValuesAsText("kind"))
        .containsExactly("OBJECTION", "OBJECTION", "RESTRICTION");
    assertThat(all.get(2).get("status").asText()).isEqualTo("GRANTED");
    assertThat(all.get(2).get("about").asText()).isEqualTo("hrv-sdnn");
    assertThat(post("OBJECTION", "again").status()).isEqualTo(409);
    assertThat(answered(path, true, "x").status()).as("decided as an objection").isEqualTo(409);

    assertThat(
            officer
                .client()
                .put(objected + "/decision", Map.of("upheld", false, "grounds", "a person looks"))
                .status())
        .isEqualTo(204);
    JsonNode decided = patient.client().get(own(path)).body();
    assertThat(decided.get("status").asText()).isEqualTo("REFUSED");
    assertThat(decided.get("answer").get("by").asText()).isEqualTo(officer.id().toString());
    assertThat(decided.get("answer").get("grounds").asText()).isEqualTo("a person looks");
    assertThat(decided.get("remedy").get("authority").asText()).contains("CNIL");

    patient.client().delete(own("/objections/" + other));
    assertThat(patient.client().get(own("/requests")).body().findValuesAsText("status"))
        .containsExactly("WITHDRAWN", "REFUSED", "GRANTED");
  }

  @Test
  @Tag("C-70")
  void whatIsTakenBackIsOpenNoMore() {
    String request = filed("RESTRICTION", "all of last year").get("id").asText();
    String objection = filed("OBJECTION", "against").get("id").asText();

    for (String each : List.of(request, objection)) {
      assertThat(patient.client().delete(own("/requests/" + each)).status()).isEqualTo(204);
      assertThat(patient.client().get(own("/requests/" + each)).body().get("status").asText())
          .isEqualTo("WITHDRAWN");
    }
    assertThat(patient.client().delete(own("/requests/" + request)).status()).isEqualTo(409);
    ApiClient.SignedIn other = api.operator().person("PATIENT");
    assertThat(other.client().get("/patients/" + other.id() + "/requests/" + request).status())
        .isEqualTo(404);
  }

  @Test
  @Tag("C-66")
  void whoMakesARequestProvesAnewWhoTheyAre() {
    ApiClient old = AgedToken.of(api, patient.client(), 601);
    Map<String, Object> request = Map.of("kind", "OTHER", "text", "x");

    ApiClient.Answer refused = old.post(own("/requests"), request);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).contains("STEP_UP_NEEDED");
    assertThat(old.get(own("/requests")).body()).isEmpty();
    ApiClient.Answer proved =
        old.post(
            "/people/" + patient.id() + "/session/proof", Map.of("password", patient.password()));
    ApiClient fresh = old.with(proved.body().get("access_token").asText());
    assertThat(fresh.post(own("/requests"), request).status()).isEqualTo(201);
  }

  private JsonNode onTheList(JsonNode filed) {
    return StreamSupport.stream(officer.client().get("/requests").body().spliterator(), false)
        .filter(one -> one.get("id").equals(filed.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode filed(String kind, String text) {
    ApiClient.Answer answer = post(kind, text);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.body();
  }

  private ApiClient.Answer post(String kind, String text) {
    return patient.client().post(own("/requests"), Map.of("kind", kind, "text", text));
  }

  private ApiClient.Answer answered(String path, boolean granted, String grounds) {
    return officer.client().put(path + "/answer", Map.of("granted", granted, "grounds", grounds));
  }

  private String opened(String scope) {
    return patient
        .client()
        .post(own("/objections"), Map.of("scope", scope, "reason", "mine"))
        .body()
        .get("id")
        .asText();
  }

  private String own(String path) {
    return "/patients/" + patient.id() + path;
  }

  /** Of this request alone: whoever is an officer is told of all. */
  private static List<String> alarms(String address, String path) {
    return mail.letters(address).stream()
        .filter(letter -> letter.text().contains(path))
        .map(MailServer.Letter::subject)
        .toList();
  }
}
