package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.AgedToken;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;

/** Second factors and proofs given anew, where professionals must have one. */
@Tag("C-66")
class SecondFactorIT {
  @RegisterExtension
  static final ApiExtension api = new ApiExtension(Map.of("VIGIE_SECOND_FACTOR", "required"));

  private ApiClient.SignedIn physician;
  private ApiClient.SignedIn patient;

  @BeforeEach
  void enrol() {
    physician = api.operator().person("PHYSICIAN");
    patient = api.operator().person("PATIENT");
  }

  /** What an enrolled generator is and gave. */
  private record Enrolled(Totp totp, ApiClient client, List<String> recoveryCodes) {}

  @Test
  @Tag("C-40")
  void aProfessionalWithoutOneCanOnlyEnrolOne() {
    ApiClient client = physician.client();
    assertThat(signIn(physician, null).body().get("enrol_only").asBoolean()).isTrue();
    refused(client.get("/alerts"), "SECOND_FACTOR_NEEDED");
    refused(client.get("/alerts/live"), "SECOND_FACTOR_NEEDED");
    refused(client.get("/rules"), "SECOND_FACTOR_NEEDED");
    assertThat(client.get(path(physician, "/sessions")).status()).isEqualTo(200);
    assertThat(client.get(path(physician, "/second-factor")).body().get("since").isNull()).isTrue();

    Enrolled enrolled = enrol(physician);

    assertThat(enrolled.client().get("/alerts").status()).isEqualTo(200);
    JsonNode state = enrolled.client().get(path(physician, "/second-factor")).body();
    assertThat(state.get("since").isNull()).isFalse();
    assertThat(state.get("recoveryCodes").asInt()).isEqualTo(10);
    refused(client.get("/alerts"), "SECOND_FACTOR_NEEDED");
    assertThat(patient.client().get("/patients/" + patient.id() + "/latest").status())
        .isEqualTo(200);
  }

  @Test
  void whoHasOneSignsInWithACodeAndNotWithoutAndACodeHoldsOnce() {
    Enrolled enrolled = enrol(patient);
    stepsPass(patient);
    String code = enrolled.totp().codeAt(Instant.now());

    refused(signIn(patient, null), "SECOND_FACTOR_NEEDED");
    refused(signIn(patient, "000000".equals(code) ? "000001" : "000000"), "BAD_CREDENTIALS");
    ApiClient.Answer taken = signIn(patient, code);
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.body().get("enrol_only").asBoolean()).isFalse();
    refused(signIn(patient, code), "BAD_CREDENTIALS");
    assertThat(reasons(patient))
        .contains("SECOND_FACTOR_MISSING", "BAD_CODE", "SECOND_FACTOR", "PASSWORD");
  }

  @Test
  void theCodeThatConfirmedSignsInNoMore() {
    Enrolled enrolled = enrol(patient);

    refused(signIn(patient, enrolled.totp().codeAt(Instant.now())), "BAD_CREDENTIALS");
  }

  @Test
  @Tag("C-19")
  void guessedCodesLockTheAccount() {
    Enrolled enrolled = enrol(patient);
    stepsPass(patient);
    for (int i = 0; i < 5; i++) {
      refused(signIn(patient, "guess-" + i), "BAD_CREDENTIALS");
    }

    assertThat(signIn(patient, enrolled.totp().codeAt(Instant.now())).status()).isEqualTo(429);
  }

  @Test
  void aRecoveryCodeHoldsOnceHoweverItIsTyped() {
    Enrolled enrolled = enrol(patient);
    String code = enrolled.recoveryCodes().get(0);
    assertThat(enrolled.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();

    ApiClient.Answer taken = signIn(patient, code.toLowerCase(Locale.ROOT));

    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    refused(signIn(patient, code), "BAD_CREDENTIALS");
    JsonNode state = enrolled.client().get(path(patient, "/second-factor")).body();
    assertThat(state.get("recoveryCodes").asInt()).isEqualTo(9);
  }

  @Test
  @Tag("C-19")
  void theDatabaseHoldsNeitherTheSecretNorTheRecoveryCodes() {
    Enrolled enrolled = enrol(patient);

    String all =
        stored("SELECT secret FROM people.second_factor WHERE person_id = ?")
            + stored("SELECT hash FROM people.recovery_code WHERE person_id = ?");

    assertThat(all).isNotEmpty().doesNotContain(enrolled.totp().secret());
    enrolled
        .recoveryCodes()
        .forEach(code -> assertThat(all).doesNotContain(code, code.replace("-", "")));
  }

  @Test
  void oneIsInForceOnlyOnceACodeCameBackAndIsNotReplacedByTheWay() {
    ApiClient client = patient.client();
    JsonNode secret = client.post(path(patient, "/second-factor"), Map.of()).body();
    Totp totp = new Totp(secret.get("secret").asText());
    assertThat(signIn(patient, null).status()).isEqualTo(200);
    ApiClient elsewhere = patient.signInAgain();

    assertThat(confirm(client, patient, "000000x").status()).isEqualTo(422);
    ApiClient.Answer confirmed = confirm(client, patient, totp.codeAt(Instant.now()));

    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    assertThat(client.post(path(patient, "/second-factor"), Map.of()).status()).isEqualTo(409);
    assertThat(elsewhere.get(path(patient, "/sessions")).status())
        .as("a session from before")
        .isEqualTo(401);
  }

  @Test
  void anOldProofIsNotEnoughToGiveRightsAwayAndAPasswordRenewsIt() throws Exception {
    ApiClient old = AgedToken.of(api, patient.client(), 601);
    assertThat(mandate(AgedToken.of(api, patient.client(), 300)).status()).isEqualTo(404);

    ApiClient.Answer refused = mandate(old);
    refused(refused, "STEP_UP_NEEDED");
    assertThat(refused.body().get("detail").asText())
        .startsWith("PROOF_TOO_OLD:")
        .contains("/session/proof");
    assertThat(old.get("/patients/" + patient.id() + "/mandates").status()).isEqualTo(200);
    refused(prove(old, patient, Map.of("password", "not it")), "BAD_CREDENTIALS");

    ApiClient.Answer proved = prove(old, patient, Map.of("password", patient.password()));

    assertThat(proved.status()).as(proved.text()).isEqualTo(200);
    ApiClient fresh = old.with(proved.body().get("access_token").asText());
    assertThat(fresh.session()).isEqualTo(old.session());
    assertThat(mandate(fresh).status()).as("nobody to give it to").isEqualTo(404);
  }

  @Test
  void whereASecondFactorIsEnrolledTheProofIsItsCode() throws Exception {
    Enrolled enrolled = enrol(patient);
    ApiClient old = AgedToken.of(api, enrolled.client(), 601);
    stepsPass(patient);
    refused(mandate(old), "STEP_UP_NEEDED");
    refused(prove(old, patient, Map.of("password", patient.password())), "SECOND_FACTOR_NEEDED");

    ApiClient.Answer proved =
        prove(old, patient, Map.of("code", enrolled.totp().codeAt(Instant.now())));

    assertThat(proved.status()).as(proved.text()).isEqualTo(200);
    assertThat(mandate(old.with(proved.body().get("access_token").asText())).status())
        .isEqualTo(404);
  }

  @Test
  void anOldProofDoesNotRemoveTheFactorEither() throws Exception {
    Enrolled enrolled = enrol(patient);
    String path = path(patient, "/second-factor");

    refused(AgedToken.of(api, enrolled.client(), 601).delete(path), "STEP_UP_NEEDED");
    assertThat(enrolled.client().delete(path).status()).isEqualTo(204);

    assertThat(signIn(patient, null).status()).isEqualTo(200);
    assertThat(enrolled.client().delete(path).status()).isEqualTo(404);
  }

  @Test
  void anOperatorRemovesItForWhoLostItAndTheirSessionsEnd() {
    Enrolled enrolled = enrol(physician);

    String path = path(physician, "/second-factor");
    assertThat(patient.client().delete(path).status()).isEqualTo(403);
    assertThat(api.operator().delete(path).status()).isEqualTo(204);

    assertThat(enrolled.client().get("/alerts").status()).isEqualTo(401);
    assertThat(signIn(physician, null).body().get("enrol_only").asBoolean()).isTrue();
  }

  private Enrolled enrol(ApiClient.SignedIn person) {
    JsonNode secret = person.client().post(path(person, "/second-factor"), Map.of()).body();
    Totp totp = new Totp(secret.get("secret").asText());
    assertThat(secret.get("uri").asText()).startsWith("otpauth://totp/").contains(totp.secret());
    ApiClient.Answer confirmed = confirm(person.client(), person, totp.codeAt(Instant.now()));
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    return new Enrolled(
        totp,
        person.client().with(confirmed.body().get("token").get("access_token").asText()),
        texts(confirmed.body().get("recoveryCodes")));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static ApiClient.Answer confirm(
      ApiClient client, ApiClient.SignedIn person, String code) {
    return client.post(path(person, "/second-factor/confirmation"), Map.of("code", code));
  }

  private static ApiClient.Answer prove(
      ApiClient client, ApiClient.SignedIn person, Map<String, String> proof) {
    return client.post(path(person, "/session/proof"), proof);
  }

  /** Asked with somebody who does not exist: who may ask is told so by 404. */
  private ApiClient.Answer mandate(ApiClient client) {
    return client.delete("/patients/" + patient.id() + "/mandates/" + UUID.randomUUID());
  }

  private static ApiClient.Answer signIn(ApiClient.SignedIn person, @Nullable String code) {
    Map<String, String> body = new HashMap<>();
    body.put("username", person.username());
    body.put("password", person.password());
    if (code != null) {
      body.put("code", code);
    }
    return api.client().post("/sign-in", body);
  }

  private static void refused(ApiClient.Answer answer, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.body().get("code").asText()).isEqualTo(code);
  }

  private static String path(ApiClient.SignedIn person, String rest) {
    return "/people/" + person.id() + rest;
  }

  /** So that a code of now is none that was taken before. */
  private static void stepsPass(ApiClient.SignedIn person) {
    int moved =
        api.context()
            .getBean(JdbcDatabase.class)
            .inTransaction(
                connection ->
                    JdbcDatabase.update(
                        connection,
                        "UPDATE people.second_factor SET last_step = last_step - 2"
                            + " WHERE person_id = ?",
                        statement -> statement.setObject(1, person.id())));
    assertThat(moved).isEqualTo(1);
  }

  private static List<String> reasons(ApiClient.SignedIn person) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT reason FROM audit WHERE actor = ? AND action = 'SIGN_IN'",
            statement -> statement.setObject(1, person.id()),
            row -> row.getString(1));
  }

  private String stored(String sql) {
    return String.join(
        "\n",
        api.context()
            .getBean(JdbcDatabase.class)
            .query(
                sql,
                statement -> statement.setObject(1, patient.id()),
                row -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1)));
  }
}
