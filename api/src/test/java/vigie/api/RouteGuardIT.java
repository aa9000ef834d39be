package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.api.store.JdbcDatabase;

/**
 * Every route refuses those who may not, and notes it. The routes come from the served description,
 * so that a new one cannot be forgotten.
 */
class RouteGuardIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  /** Open to everybody: proving who one is, what there is, the notice, and what a receipt opens. */
  private static final Set<String> PUBLIC =
      Set.of(
          "POST /sign-in",
          "POST /sign-in/issuer",
          "GET /openapi.yaml",
          "GET /fhir/metadata",
          "GET /notice",
          "GET /erasures/{id}",
          "GET /erasures/{id}/certificate");

  /** About no patient, and open to whoever has signed in. */
  private static final Set<String> OF_NOBODY = Set.of("GET /delays");

  /** What a reader's program would fetch by itself. */
  private static final Pattern FETCHED =
      Pattern.compile("(?i)<\\s*(script|img|iframe|link|object|embed|video)\\b|@import|url\\(");

  private static ApiClient.SignedIn patient;
  private static ApiClient.SignedIn otherPatient;
  private static String signedOut;
  private static ECKey ourKey;

  @BeforeAll
  static void enrol() throws IOException, ParseException {
    patient = api.operator().person("PATIENT");
    otherPatient = api.operator().person("PATIENT");
    ApiClient.SignedIn gone = api.operator().person("PATIENT");
    signedOut = Objects.requireNonNull(gone.client().token());
    assertThat(gone.client().delete("/people/" + gone.id() + "/sessions").status()).isEqualTo(204);
    ourKey = ECKey.parse(Files.readString(api.config().data().resolve("signing-key.json")));
  }

  static List<OpenApiRoutes.Route> guardedRoutes() {
    return OpenApiRoutes.read().stream()
        .filter(route -> !PUBLIC.contains(route.toString()))
        .toList();
  }

  /** There is no page at all: what is served is data, and names nothing to be fetched elsewhere. */
  @Test
  @Tag("C-100")
  void nothingThatIsServedToAnybodyLeadsToAThirdPartysTracker() {
    assertThat(
            api.context()
                .getBean(Router.class)
                .uriRoutes()
                .flatMap(route -> route.getProduces().stream())
                .map(type -> type.getSubtype()))
        .isNotEmpty()
        .doesNotContain("html", "xhtml+xml", "javascript", "css");
    List<String> open =
        PUBLIC.stream()
            .filter(route -> route.startsWith("GET") && !route.contains("{"))
            .map(route -> route.substring(4))
            .toList();
    assertThat(open).contains("/notice", "/openapi.yaml");
    for (String path : open) {
      // The client refuses an answer that sets a cookie.
      ApiClient.Answer answer = api.client().get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.text()).as(path).doesNotContainPattern(FETCHED);
    }
  }

  @Test
  @Tag("C-100")
  void onlyThePublicRoutesSayThatTheyNeedNoToken() {
    assertThat(OpenApiRoutes.read())
        .filteredOn(OpenApiRoutes.Route::open)
        .extracting(OpenApiRoutes.Route::toString)
        .containsExactlyInAnyOrderElementsOf(PUBLIC);
  }

  @Test
  void theRunningProgramHasNoRouteThatTheDescriptionLacks() {
    Set<String> described = new HashSet<>();
    OpenApiRoutes.read().forEach(route -> described.add(route.toString()));

    assertThat(
            api.context()
                .getBean(Router.class)
                .uriRoutes()
                .map(
                    route ->
                        route.getHttpMethodName()
                            + " "
                            + route.getUriMatchTemplate().toPathString())
                .filter(route -> !route.startsWith("HEAD") && !route.startsWith("OPTIONS"))
                .filter(
                    route ->
                        !Set.of(
                                "GET /health",
                                "GET /health/{selector}",
                                "GET /health/liveness",
                                "GET /health/readiness",
                                "GET /prometheus")
                            .contains(route)))
        .isNotEmpty()
        .allMatch(described::contains);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void withoutATokenEveryRouteRefuses(OpenApiRoutes.Route route) {
    refused(route, null, "NO_TOKEN", 401);
  }

  static List<OpenApiRoutes.Route> ofSomebody() {
    return guardedRoutes().stream().filter(route -> !OF_NOBODY.contains(route.toString())).toList();
  }

  @ParameterizedTest
  @MethodSource("ofSomebody")
  void withAnotherPatientsTokenEveryRouteRefuses(OpenApiRoutes.Route route) {
    refused(route, otherPatient.client().token(), null, 403);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void anExpiredTokenIsRefused(OpenApiRoutes.Route route) {
    refused(
        route,
        signed(ourKey, claims().expirationTime(date(Instant.now().minusSeconds(1))).build()),
        "TOKEN_EXPIRED",
        401);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aTokenWithoutSignatureIsRefused(OpenApiRoutes.Route route) {
    refused(route, new PlainJWT(claims().build()).serialize(), "ALGORITHM_NOT_ALLOWED", 401);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aTokenSignedByAnotherKeyIsRefused(OpenApiRoutes.Route route) throws JOSEException {
    ECKey otherKey = new ECKeyGenerator(Curve.P_256).generate();

    refused(route, signed(otherKey, claims().build()), "SIGNATURE_INVALID", 401);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aTokenForAnotherAudienceIsRefused(OpenApiRoutes.Route route) {
    refused(route, signed(ourKey, claims().audience("elsewhere").build()), "OTHER_AUDIENCE", 401);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aTokenWhoseSessionHasEndedIsRefused(OpenApiRoutes.Route route) {
    refused(route, signedOut, "SESSION_ENDED", 401);
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void aTokenOfSomebodyUnknownIsRefused(OpenApiRoutes.Route route) {
    refused(
        route,
        signed(ourKey, claims().subject(UUID.randomUUID().toString()).build()),
        "UNKNOWN_PERSON",
        401);
  }

  @Test
  void theSameTokenUntouchedIsTaken() {
    ApiClient taken = api.client().with(signed(ourKey, claims().build()));

    assertThat(taken.get("/patients/" + patient.id() + "/latest").status()).isEqualTo(200);
  }

  private static void refused(
      OpenApiRoutes.Route route, @Nullable String token, @Nullable String reason, int status) {
    String path =
        OpenApiRoutes.asked(route, patient.id()).replaceFirst("\\{id}", patient.id().toString());
    String request = "guard-" + UUID.randomUUID();

    ApiClient.Answer answer =
        api.client().with(token).send(route.method(), fill(path), route.body(), request);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType())
        .startsWith(
            route.path().startsWith("/fhir/")
                ? "application/fhir+json"
                : "application/problem+json");
    // Mostly it is there at once, and there are more than a thousand of them.
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(audit(request)).hasSize(1));
    AuditRow row = audit(request).get(0);
    assertThat(row.allowed()).isFalse();
    assertThat(row.route()).isEqualTo(route.toString());
    if (reason != null) {
      assertThat(row.reason()).isEqualTo(reason);
    }
  }

  private record AuditRow(boolean allowed, String reason, String route) {}

  private static List<AuditRow> audit(String request) {
    return api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT allowed, reason, route FROM audit WHERE request_id = ?",
            statement -> statement.setString(1, request),
            row -> new AuditRow(row.getBoolean(1), row.getString(2), row.getString(3)));
  }

  private static String fill(String path) {
    return path.replace("{category}", "HEART_RATE")
        .replace("{channel}", "MAIL")
        .replace("{device}", "some-device")
        .replace("{ruleId}", "HR-1")
        .replace("{seq}", "1")
        .replace("{report}", "1")
        .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject(patient.id().toString())
        .issuer("vigie")
        .audience("vigie-api")
        .claim("sid", UUID.randomUUID().toString())
        .issueTime(date(Instant.now()))
        .expirationTime(date(Instant.now().plusSeconds(600)));
  }

  private static String signed(ECKey key, JWTClaimsSet claims) {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  // Nimbus takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private static Date date(Instant at) {
    return Date.from(at);
  }
}
