package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;
import vigie.local.OidcServer;
import vigie.local.junit.OidcExtension;

/** Signing in by another issuer, which runs as a process of its own. */
@Tag("C-40")
class OidcIT {
  private static final String AUDIENCE = "vigie-app";
  private static final ECKey KEY = key();

  @RegisterExtension static final OidcExtension issuer = new OidcExtension(KEY.toJSONString());

  @RegisterExtension
  static final ApiExtension api =
      new ApiExtension(
          Map.of(
              "VIGIE_SECOND_FACTOR", "required",
              "VIGIE_OIDC_ISSUER", issuer.issuer(),
              "VIGIE_OIDC_AUDIENCE", AUDIENCE,
              "VIGIE_OIDC_ALGORITHM", "ES256",
              "VIGIE_OIDC_PERSON", "id"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private ApiClient.SignedIn patient;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
  }

  @Test
  void whoSignedInThereGetsASessionHere() throws Exception {
    ApiClient.Answer answer = exchange(idToken(patient.id().toString(), "{}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().get("person").asText()).isEqualTo(patient.id().toString());
    ApiClient client = api.client().with(answer.body().get("access_token").asText());
    assertThat(client.get("/patients/" + patient.id() + "/latest").status()).isEqualTo(200);
    String session = "/people/" + patient.id() + "/sessions/" + client.session();
    assertThat(client.delete(session).status()).isEqualTo(204);
    assertThat(client.get("/patients/" + patient.id() + "/latest").status()).isEqualTo(401);
  }

  @Test
  void theIssuersOwnTokenIsGoodOnNoRoute() throws Exception {
    String token = idToken(patient.id().toString(), "{}");

    ApiClient.Answer answer = api.client().with(token).get("/patients/" + patient.id() + "/latest");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().get("detail").asText()).startsWith("UNKNOWN_KEY:");
    assertThat(exchange(String.valueOf(patient.client().token())).status()).isEqualTo(401);
  }

  @Test
  void aProfessionalsSecondFactorThereCountsHereAndOneFactorDoesNot() throws Exception {
    ApiClient.SignedIn physician = api.operator().person("PHYSICIAN");
    String id = physician.id().toString();

    ApiClient.Answer weak = exchange(idToken(id, "{\"amr\":[\"pwd\"]}"));
    ApiClient.Answer strong = exchange(idToken(id, "{\"amr\":[\"pwd\",\"mfa\"]}"));

    assertThat(weak.body().get("enrol_only").asBoolean()).isTrue();
    assertThat(client(weak).get("/alerts").body().get("code").asText())
        .isEqualTo("SECOND_FACTOR_NEEDED");
    assertThat(strong.body().get("enrol_only").asBoolean()).isFalse();
    assertThat(client(strong).get("/alerts").status()).isEqualTo(200);
  }

  @Test
  @Tag("C-66")
  void whenTheyProvedThereWhoTheyAreIsKnownHere() throws Exception {
    long longAgo = Instant.now().getEpochSecond() - 3_600;
    String old = "{\"auth_time\":" + longAgo + "}";
    ApiClient client = client(exchange(idToken(patient.id().toString(), old)));
    String mandate = "/patients/" + patient.id() + "/mandates/" + UUID.randomUUID();
    assertThat(client.delete(mandate).body().get("code").asText()).isEqualTo("STEP_UP_NEEDED");

    String other = idToken(api.operator().person("PATIENT").id().toString(), "{}");
    String proof = "/people/" + patient.id() + "/session/proof";
    assertThat(client.post(proof, Map.of("token", other)).status()).isEqualTo(401);
    ApiClient.Answer proved =
        client.post(proof, Map.of("token", idToken(patient.id().toString(), "{}")));

    assertThat(proved.status()).as(proved.text()).isEqualTo(200);
    assertThat(client(proved).delete(mandate).status()).isEqualTo(404);
  }

  @Test
  void whoIsUnknownHereIsRefused() throws Exception {
    ApiClient.Answer answer = exchange(idToken(UUID.randomUUID().toString(), "{}"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body().get("detail").asText()).startsWith("UNKNOWN_PERSON:");
  }

  @TestFactory
  Stream<DynamicTest> eachHostileTokenIsRefusedForItsReason() throws Exception {
    String subject = api.operator().person("PATIENT").id().toString();
    HostileTokens.Issuer theirs = new HostileTokens.Issuer(issuer.issuer(), AUDIENCE, KEY);
    assertThat(exchange(HostileTokens.sound(theirs, subject, Instant.now())).status())
        .as("the same token without fault")
        .isEqualTo(200);
    // What is said of sessions is the issuer's own affair.
    List<HostileTokens.Hostile> all =
        HostileTokens.all(theirs, subject, Instant.now()).stream()
            .filter(hostile -> !hostile.name().contains("session"))
            .toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(70);
    return all.stream()
        .map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> refused(hostile)));
  }

  @Test
  void whileTheIssuerIsAwayItsKnownKeySignsPeopleInAndAnotherIsRefused() throws Exception {
    String subject = patient.id().toString();
    HostileTokens.Issuer theirs = new HostileTokens.Issuer(issuer.issuer(), AUDIENCE, KEY);
    ECKey next = new ECKey.Builder(key()).keyID("next").build();
    String unknown =
        HostileTokens.sound(
            new HostileTokens.Issuer(issuer.issuer(), AUDIENCE, next), subject, Instant.now());
    assertThat(exchange(idToken(subject, "{}")).status()).isEqualTo(200);
    issuer.server().process().kill();
    try {
      assertThat(exchange(HostileTokens.sound(theirs, subject, Instant.now())).status())
          .isEqualTo(200);
      ApiClient.Answer refused = exchange(unknown);
      // Asked a moment ago, it is not asked again, and the key is merely unknown.
      assertThat(refused.status()).isIn(401, 503);
      assertThat(refused.body().get("detail").asText()).matches("(ISSUER_AWAY|UNKNOWN_KEY):.*");
    } finally {
      issuer.server().process().start(Duration.ofMinutes(2));
    }
    // Once it may be asked again, its answer counts.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(exchange(unknown).body().get("detail").asText())
                    .startsWith("UNKNOWN_KEY:"));
  }

  private static void refused(HostileTokens.Hostile hostile) {
    String request = "hostile-" + UUID.randomUUID();

    ApiClient.Answer answer =
        api.client()
            .send(
                "POST",
                "/sign-in/issuer",
                JSON.createObjectNode().put("token", hostile.token()).toString(),
                request);

    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.body().get("code").asText()).isEqualTo("BAD_TOKEN");
    assertThat(answer.body().get("detail").asText()).startsWith(hostile.reason() + ":");
    assertThat(noted(request)).containsExactly(hostile.reason());
  }

  private static List<String> noted(String request) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT reason FROM audit WHERE request_id = ? AND NOT allowed",
            statement -> statement.setString(1, request),
            row -> row.getString(1));
  }

  private static ApiClient.Answer exchange(String token) {
    return api.client().post("/sign-in/issuer", Map.of("token", token));
  }

  private static ApiClient client(ApiClient.Answer signedIn) {
    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
    return api.client().with(signedIn.body().get("access_token").asText());
  }

  private static String idToken(String subject, String claims) throws Exception {
    return new OidcBrowser(issuer.issuer(), AUDIENCE).idToken(subject, claims);
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(OidcServer.keyId()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
