package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.fhir.ObservationId;
import vigie.api.store.JdbcDatabase;

/**
 * Every route of the description, by every kind of caller, in every context, is answered as {@link
 * DecisionOracle} says, and leaves one line in the audit.
 */
class DecisionsIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final DecisionOracle ORACLE = new DecisionOracle();

  /**
   * Open to everybody, or to a receipt; and one whose refusals a rule of its own decides, see
   * RuleTrialIT.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "POST /sign-in",
          "POST /sign-in/issuer",
          "GET /openapi.yaml",
          "GET /fhir/metadata",
          "GET /notice",
          "GET /erasures/{id}",
          "GET /erasures/{id}/certificate",
          "POST /rules/{id}/trial");

  private static final Map<String, ApiClient.SignedIn> CALLERS = new LinkedHashMap<>();

  private record Asked(String route, String caller, DecisionOracle.Answer expected) {}

  private record Line(boolean allowed, String reason, String route) {}

  @BeforeAll
  static void enrol() {
    ApiClient operator = api.operator();
    CALLERS.put("other", operator.person("PATIENT"));
    CALLERS.put("physician", operator.person("PHYSICIAN"));
    CALLERS.put("nurse", operator.professional("NURSE", "HOSPITAL", "750000001"));
    CALLERS.put("contact", operator.person("EMERGENCY_CONTACT"));
    CALLERS.put("insurer", operator.professional("PHYSICIAN", "INSURER", "750000002"));
    CALLERS.put("operator", operator.person("OPERATOR"));
    CALLERS.put("dpo", operator.person("DPO"));
    CALLERS.put("treating", operator.person("PHYSICIAN"));
    CALLERS.put("substitute", operator.person("PHYSICIAN"));
    CALLERS.put("representative", operator.person("REPRESENTATIVE"));
  }

  @Test
  void theOracleKnowsTheRoutesOfTheDescriptionAndNoOther() {
    assertThat(ORACLE.routes())
        .containsExactlyInAnyOrderElementsOf(
            routes().stream().map(OpenApiRoutes.Route::toString).toList());
  }

  @ParameterizedTest
  @Tag("C-21")
  @Tag("C-29")
  @Tag("C-38")
  @Tag("C-42")
  @Tag("C-43")
  @Tag("C-46")
  @Tag("C-100")
  @Tag("C-101")
  @Tag("C-103")
  @ValueSource(
      strings = {
        "granted",
        "none",
        "revoked",
        "masked",
        "matrix-refused",
        "break-glass",
        "opposed",
        "erased",
        "no-purpose"
      })
  void everyRouteAnswersEveryCallerAsTheOracleSays(String context) {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    UUID alert = prepare(patient, context);
    Map<String, Asked> asked = new LinkedHashMap<>();
    Map<String, ApiClient.SignedIn> callers = new LinkedHashMap<>(CALLERS);
    callers.put("patient", patient);
    // Some routes ask for a recent proof, and this takes its time.
    callers.replaceAll((caller, who) -> who.again());
    if (context.equals("erased")) {
      erase(Objects.requireNonNull(callers.get("patient")));
    }
    // The patient and the representative change what the others are answered, so they come last.
    callers.forEach(
        (caller, who) -> {
          ApiClient client =
              context.equals("no-purpose") ? who.client().asking(null) : who.client();
          for (OpenApiRoutes.Route route : routes()) {
            String request = "decision-" + UUID.randomUUID();
            send(client, route, patient.id(), alert, request);
            asked.put(
                request,
                new Asked(
                    route.toString(), caller, ORACLE.answer(route.toString(), caller, context)));
          }
        });

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(audit().keySet()).containsAll(asked.keySet()));
    Map<String, List<Line>> lines = audit();
    List<String> wrong = new ArrayList<>();
    asked.forEach(
        (request, ask) -> {
          Line expected = new Line(ask.expected().allowed(), ask.expected().reason(), ask.route());
          List<Line> found = lines.getOrDefault(request, List.of());
          if (!found.equals(List.of(expected))) {
            wrong.add(ask.caller() + ": expected " + expected + ", found " + found);
          }
        });
    System.out.printf("decisions checked in context %s: %d%n", context, asked.size());
    assertThat(wrong).isEmpty();
    assertThat(asked).hasSize(routes().size() * callers.size());
  }

  private static List<OpenApiRoutes.Route> routes() {
    return OpenApiRoutes.read().stream()
        .filter(route -> !LEFT_OUT.contains(route.toString()))
        // What opens the file to its caller comes late, then what takes the patient away, and last
        // what ends the caller's session.
        .sorted(
            Comparator.comparingInt(
                route ->
                    switch (route.toString()) {
                      case "DELETE /people/{id}/sessions" -> 3;
                      case "POST /patients/{id}/erasure" -> 2;
                      default -> route.path().endsWith("/emergency-accesses") ? 1 : 0;
                    }))
        .toList();
  }

  /** Brings a patient into the context; gives an alert of theirs. */
  private static UUID prepare(ApiClient.SignedIn patient, String context) {
    String own = "/patients/" + patient.id();
    ApiClient client = patient.client();
    done(
        client.put(
            own + "/care-team",
            Map.of(
                "treatingPhysician",
                caller("treating").id(),
                "emergencyContact",
                caller("contact").id(),
                "substitutes",
                List.of(Map.of("person", caller("substitute").id())))));
    done(client.put(own + "/consents/HEART_RATE", Map.of()));
    done(client.put(own + "/devices/strap-" + patient.id(), Map.of("kind", "strap")));
    String mandate = own + "/mandates/" + caller("representative").id();
    done(
        client.put(
            mandate,
            Map.of(
                "scopes",
                List.of("READ", "DAILY_LIFE", "RIGHTS"),
                "basis",
                "SIGNED_MANDATE",
                "proof",
                "deed 1",
                "until",
                "2099-01-01T00:00:00Z")));
    for (String grantee : List.of("physician", "nurse", "contact", "insurer")) {
      String grant = own + "/grants/" + caller(grantee).id();
      String kind = context.equals("matrix-refused") ? "GENETIC_CONDITION" : "HEART_RATE";
      boolean granted = !Set.of("none", "break-glass", "opposed").contains(context);
      if (grantee.equals("insurer")) {
        assertThat(client.put(grant, Map.of("categories", List.of(kind))).status()).isEqualTo(422);
      } else if (granted) {
        done(client.put(grant, Map.of("categories", List.of(kind))));
      }
      if (context.equals("revoked") && !grantee.equals("insurer")) {
        done(client.delete(grant));
      }
    }
    switch (context) {
      case "revoked" -> done(client.delete(mandate));
      case "masked" -> done(client.post(own + "/masks", Map.of("category", "HEART_RATE")));
      case "opposed" -> done(client.put(own + "/emergency-opposition", Map.of()));
      case "break-glass" -> {
        for (String who : List.of("physician", "nurse")) {
          done(
              caller(who)
                  .client()
                  .post(own + "/emergency-accesses", Map.of("kind", "VITAL", "reason", "coma")));
        }
      }
      default -> {}
    }
    Instant onset = Instant.parse("2026-03-02T12:00:00Z");
    UUID alert = StoredData.alert(api, patient.id(), "heart-rate", "heart-rate-high", onset);
    StoredData.delivery(
        api,
        patient.id(),
        alert,
        caller("substitute").id(),
        Notification.Role.SUBSTITUTE,
        Delivery.Outcome.DELIVERED,
        onset);
    return alert;
  }

  /** Erases the patient, and waits until the store holds nothing of the alert. */
  private static void erase(ApiClient.SignedIn patient) {
    done(patient.client().post("/patients/" + patient.id() + "/erasure", Map.of()));
    JdbcDatabase database = api.context().getBean(JdbcDatabase.class);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                database
                    .query(
                        "SELECT 1 FROM alert WHERE patient_id = ?",
                        statement -> statement.setObject(1, patient.id()),
                        row -> row.getInt(1))
                    .isEmpty());
  }

  private static ApiClient.SignedIn caller(String name) {
    return Objects.requireNonNull(CALLERS.get(name), name);
  }

  private static void done(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  private static void send(
      ApiClient client, OpenApiRoutes.Route route, UUID patient, UUID alert, String request) {
    String device = route.path().startsWith("/devices/") ? "strap-" + patient : "other-" + patient;
    String path =
        OpenApiRoutes.asked(route, patient)
            .replaceFirst("\\{id}", (route.path().startsWith("/alerts/") ? alert : patient) + "")
            .replace("{category}", "HEART_RATE")
            .replace("{channel}", "MAIL")
            .replace("{device}", device)
            .replace("{alert}", alert.toString())
            .replace("{observation}", new ObservationId(patient, 1, Instant.EPOCH, 1).text())
            .replace("{ruleId}", "HR-1")
            .replaceAll("\\{(seq|report)}", "1")
            .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    if (path.endsWith("/live")) {
      open(client, path, request);
    } else {
      client.send(route.method(), path, route.body(), request);
    }
  }

  /** A stream never ends by itself: its headers are the answer. */
  private static void open(ApiClient client, String path, String request) {
    HttpRequest.Builder stream =
        HttpRequest.newBuilder(client.base().resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "text/event-stream, application/problem+json")
            .header("X-Request-Id", request)
            .header("Authorization", "Bearer " + client.token());
    String purpose = client.purpose();
    if (purpose != null) {
      stream.header("Purpose-Of-Use", purpose);
    }
    try (InputStream body =
        HttpClient.newHttpClient()
            .send(stream.build(), HttpResponse.BodyHandlers.ofInputStream())
            .body()) {
      assertThat(body).isNotNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, List<Line>> audit() {
    Map<String, List<Line>> lines = new HashMap<>();
    api.context()
        .getBean(JdbcDatabase.class)
        .query(
            "SELECT request_id, allowed, reason, route FROM audit"
                + " WHERE request_id LIKE 'decision-%' ORDER BY seq",
            JdbcDatabase.Parameters.NONE,
            row ->
                lines
                    .computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                    .add(new Line(row.getBoolean(2), row.getString(3), row.getString(4))));
    return lines;
  }
}
