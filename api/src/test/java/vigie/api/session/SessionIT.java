package vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;

/** Sessions over HTTP: listed, renewed, ended. Their streams are in LiveIT. */
@Tag("C-40")
class SessionIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private ApiClient.SignedIn person;
  private ApiClient here;
  private ApiClient there;

  @BeforeEach
  void enrol() {
    person = api.operator().person("PATIENT");
    here = person.client();
    there = person.signInAgain();
  }

  @Test
  @Tag("C-19")
  void aPersonSeesWhereTheyAreSignedInWithoutAWholeAddress() {
    List<JsonNode> sessions = sessions(here);

    assertThat(sessions)
        .extracting(session -> session.get("session").asText())
        .containsExactly(there.session().toString(), here.session().toString());
    assertThat(sessions)
        .extracting(session -> session.get("current").asBoolean())
        .containsExactly(false, true);
    JsonNode own = sessions.get(1);
    assertThat(own.get("network").asText()).isEqualTo("127.0.0.0/24");
    assertThat(own.get("agent").asText()).startsWith("Java-http-client");
    assertThat(own.get("live").asBoolean()).isTrue();
    assertThat(own.get("endedAt").isNull()).isTrue();
    assertThat(Duration.between(Instant.parse(own.get("begunAt").asText()), Instant.now()))
        .isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(5));
    assertThat(stored("SELECT network FROM people.session WHERE person_id = ?", person.id()))
        .containsOnly("127.0.0.0/24");
  }

  @Test
  void whoSignsOutIsRefusedFromTheNextRequestOnAndTheOtherSessionGoesOn() {
    assertThat(here.delete(path("/sessions/" + here.session())).status()).isEqualTo(204);

    refused(here);
    refused(api.client().with(here.token()));
    assertThat(there.get(path("/sessions")).status()).isEqualTo(200);
    assertThat(sessions(there).get(1).get("live").asBoolean()).isFalse();
    assertThat(sessions(there).get(1).get("endedAt").isNull()).isFalse();
    assertThat(there.delete(path("/sessions/" + here.session())).status()).isEqualTo(404);
  }

  @Test
  void allSessionsEndAtOnceAndAfterARestartTheyAreStillOver() {
    assertThat(here.delete(path("/sessions")).status()).isEqualTo(204);
    refused(here);
    refused(there);

    api.restart();

    refused(api.client().with(here.token()));
    assertThat(api.client().signIn(person.username(), person.password()).get(path("/sessions")))
        .extracting(ApiClient.Answer::status)
        .isEqualTo(200);
  }

  @Test
  void anotherPersonsSessionCannotBeEnded() {
    ApiClient.SignedIn other = api.operator().person("PATIENT");

    assertThat(other.client().delete(path("/sessions/" + here.session())).status()).isEqualTo(403);
    assertThat(
            other.client().delete("/people/" + other.id() + "/sessions/" + here.session()).status())
        .isEqualTo(404);
    assertThat(here.get(path("/sessions")).status()).isEqualTo(200);
  }

  @Test
  @Tag("C-19")
  void aNewPasswordEndsTheOtherSessionsAndTheOldOneSignsInNoMore() {
    assertThat(password("not the password", "a password that is new").status()).isEqualTo(401);
    assertThat(password(person.password(), "short").status()).isEqualTo(422);
    assertThat(there.get(path("/sessions")).status()).isEqualTo(200);

    assertThat(password(person.password(), "a password that is new").status()).isEqualTo(204);

    refused(there);
    assertThat(here.get(path("/sessions")).status()).isEqualTo(200);
    assertThat(signIn(person.password()).status()).isEqualTo(401);
    assertThat(signIn("a password that is new").status()).isEqualTo(200);
  }

  @Test
  void whoIsSignedInDoesNotGuessThePasswordEither() {
    for (int i = 0; i < 5; i++) {
      assertThat(password("guess " + i, "a password that is new").status()).isEqualTo(401);
    }

    assertThat(password(person.password(), "a password that is new").status()).isEqualTo(429);
  }

  @Test
  void aRenewedTokenIsOfTheSameSessionAndEndsWithIt() {
    ApiClient.Answer renewed = here.post(path("/session/renewal"), Map.of());

    assertThat(renewed.status()).isEqualTo(200);
    ApiClient next = here.with(renewed.body().get("access_token").asText());
    assertThat(next.token()).isNotEqualTo(here.token());
    assertThat(next.session()).isEqualTo(here.session());
    assertThat(there.delete(path("/sessions/" + here.session())).status()).isEqualTo(204);
    refused(next);
    refused(here);
  }

  @Test
  void noSessionOutlivesItsDay() {
    age(here.session(), "ends_at = now() + interval '5 minutes'");
    ApiClient.Answer last = here.post(path("/session/renewal"), Map.of());
    assertThat(last.body().get("expires_in").asLong()).isBetween(200L, 300L);

    age(here.session(), "ends_at = now() - interval '1 second'");
    ApiClient.Answer over = here.post(path("/session/renewal"), Map.of());

    assertThat(over.status()).isEqualTo(401);
    assertThat(over.body().get("detail").asText()).startsWith("SESSION_ENDED:");
  }

  @Test
  @Tag("C-19")
  void afterThirtyDaysNothingIsKeptOfASession() {
    age(here.session(), "begun_at = now() - interval '31 days'");

    person.signInAgain();

    assertThat(stored("SELECT network FROM people.session WHERE session_id = ?", here.session()))
        .isEmpty();
  }

  private void refused(ApiClient client) {
    ApiClient.Answer answer = client.get(path("/sessions"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().get("code").asText()).isEqualTo("BAD_TOKEN");
    assertThat(answer.body().get("detail").asText()).startsWith("SESSION_ENDED:");
  }

  private ApiClient.Answer password(String current, String wanted) {
    return here.put(path("/password"), Map.of("current", current, "wanted", wanted));
  }

  private ApiClient.Answer signIn(String password) {
    return api.client()
        .post("/sign-in", Map.of("username", person.username(), "password", password));
  }

  private List<JsonNode> sessions(ApiClient client) {
    ApiClient.Answer answer = client.get(path("/sessions"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return StreamSupport.stream(answer.body().spliterator(), false).toList();
  }

  private String path(String rest) {
    return "/people/" + person.id() + rest;
  }

  private static List<String> stored(String sql, UUID id) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(sql, statement -> statement.setObject(1, id), row -> row.getString(1));
  }

  private static void age(UUID session, String change) {
    int changed =
        api.context()
            .getBean(JdbcDatabase.class)
            .inTransaction(
                connection ->
                    JdbcDatabase.update(
                        connection,
                        "UPDATE people.session SET " + change + " WHERE session_id = ?",
                        statement -> statement.setObject(1, session)));
    assertThat(changed).isEqualTo(1);
  }
}
