package vigie.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is masked leaves no trace: to a grantee, a patient who masks something reads like one who
 * never had it.
 */
@Tag("C-41")
class MaskIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final String FROM = "2026-03-02T10:30:00Z";
  private static final String UNTIL = "2026-03-02T12:15:00Z";

  private static ApiClient.SignedIn treating;
  private static ApiClient.SignedIn grantee;
  private static int pairs;

  /** A patient who masks something, and one who never had it. */
  private record Pair(
      int number, ApiClient.SignedIn masking, ApiClient.SignedIn without, UUID maskedAlert) {}

  @BeforeAll
  static void enrol() {
    treating = api.operator().person("PHYSICIAN");
    grantee = api.operator().person("PHYSICIAN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"category", "metric", "span", "item", "event-kind", "event-span", "event-item"})
  void everyReadRouteAnswersAsIfItHadNeverBeen(String what) {
    Pair pair = pair(what);

    for (String route :
        List.of(
            "/latest",
            "/latest?metric=heart-rate",
            "/latest?metric=heart-rate,glucose",
            "/alerts",
            "/alerts?phase=ACTIVE",
            "/timeline?" + span("raw"),
            "/timeline?" + span("1m"),
            "/timeline?" + span("1h"),
            "/timeline?" + span("1d"),
            "/timeline?" + span("1w"),
            "/timeline?" + span("1mo"),
            "/timeline?from=2026-03-02T10:40:00Z&to=2026-03-02T11:00:00Z&resolution=1h",
            "/timeline?metric=heart-rate&" + span("1h"),
            "/timeline?metric=news2&" + span("1h"),
            "/timeline?limit=20&" + span("1h"),
            "/timeline?device=strap-1&" + span("1h"),
            "/overview",
            "/coverage?from=2026-03-01&to=2026-03-03",
            "/coverage?metric=heart-rate&from=2026-03-02&to=2026-03-02",
            "/events",
            "/events?limit=1",
            "/events?kind=laboratory-result",
            "/events/" + event("kept", pair.number()))) {
      assertThat(text(grantee, pair.masking(), route))
          .as(route)
          .isEqualTo(text(grantee, pair.without(), route));
    }
    for (String route :
        List.of(
            "Patient/(patient)",
            "Patient/(patient)/$everything",
            "Patient/(patient)/$everything?_count=7",
            "Patient/(patient)/$export",
            "Observation?patient=(patient)",
            "Observation?patient=(patient)&_count=5&_sort=date",
            "Observation?patient=(patient)&code=8867-4",
            "Observation/$lastn?patient=(patient)&max=3",
            "Observation/$stats?patient=(patient)&code=8867-4&start=2026-03-02&end=2026-03-02",
            "Flag?patient=(patient)",
            "DetectedIssue?patient=(patient)")) {
      assertThat(fhir(grantee, pair.masking(), route))
          .as(route)
          .isEqualTo(fhir(grantee, pair.without(), route));
    }
    assertThat(worklist(pair.masking())).isEqualTo(worklist(pair.without()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"event-kind", "event-span", "event-item"})
  void aMaskedEventIsAnsweredLikeOneThatNeverWas(String what) {
    Pair pair = pair(what);
    String masked = "/patients/" + pair.masking().id() + "/events/";
    UUID event = event("hidden", pair.number());

    assertThat(grantee.client().get(masked + event).text())
        .isEqualTo(grantee.client().get(masked + UUID.randomUUID()).text());
    assertThat(treating.client().get(masked + event).status()).isEqualTo(200);
    assertThat(pair.masking().client().get(masked + event).status()).isEqualTo(200);
    assertThat(text(treating, pair.masking(), "/events")).contains("to be hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"category", "metric", "span", "item"})
  void aMaskedAlertIsAnsweredLikeOneThatNeverWas(String what) {
    Pair pair = pair(what);
    String unknown = "/alerts/" + UUID.randomUUID();
    String masked = "/alerts/" + pair.maskedAlert();

    assertThat(grantee.client().get(masked).text()).isEqualTo(grantee.client().get(unknown).text());
    assertThat(grantee.client().post(masked + "/acknowledgement", Map.of()).text())
        .isEqualTo(grantee.client().post(unknown + "/acknowledgement", Map.of()).text());
  }

  @Test
  void theTreatingPhysicianAndThePatientSeeWhatIsMasked() {
    Pair pair = pair("category");

    for (ApiClient.SignedIn who : List.of(treating, pair.masking())) {
      assertThat(text(who, pair.masking(), "/latest")).contains("heart-rate");
      assertThat(text(who, pair.masking(), "/timeline?" + span("1h"))).contains("heart-rate");
      assertThat(who.client().get("/alerts/" + pair.maskedAlert()).status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsMaskedNoLongerIsShownAgain() {
    Pair pair = pair("category");
    String masks = "/patients/" + pair.masking().id() + "/masks";
    String mask = pair.masking().client().get(masks).body().get(0).get("id").asText();

    assertThat(text(grantee, pair.masking(), "/latest")).doesNotContain("heart-rate");
    assertThat(pair.masking().client().delete(masks + "/" + mask).status()).isEqualTo(204);

    assertThat(text(grantee, pair.masking(), "/latest")).contains("heart-rate");
    assertThat(pair.masking().client().delete(masks + "/" + mask).status()).isEqualTo(404);
  }

  @Test
  void aMaskThatHidesNothingOrTooMuchAtOnceIsRefused() {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String masks = "/patients/" + patient.id() + "/masks";

    for (Map<String, String> wrong :
        List.of(
            Map.<String, String>of(),
            Map.of("category", "SLEEP", "metric", "spo2"),
            Map.of("metric", "mood"),
            Map.of("metric", "spo2", "from", UNTIL, "until", FROM),
            Map.of("item", UUID.randomUUID().toString(), "from", FROM))) {
      assertThat(patient.client().post(masks, wrong).status()).as("%s", wrong).isEqualTo(422);
    }
  }

  private static Pair pair(String what) {
    int number = pairs++;
    ApiClient.SignedIn masking = patient(number, what, true);
    ApiClient.SignedIn without = patient(number, what, false);
    enter(masking, number);
    UUID alert = new UUID(0, 0);
    if (!what.startsWith("event")) {
      enter(without, number);
      alert =
          StoredData.alert(
              api, masking.id(), "heart-rate", "heart-rate-high", DAY.plus(Duration.ofHours(11)));
    }
    // Of the same time as what is masked in a span, and yet of something else.
    for (ApiClient.SignedIn each : List.of(masking, without)) {
      StoredData.alert(api, each.id(), "glucose", "glucose-high", DAY.plus(Duration.ofHours(11)));
    }
    Map<String, Object> mask = new HashMap<>();
    switch (what) {
      case "category" -> mask.put("category", "HEART_RATE");
      case "metric" -> mask.put("metric", "heart-rate");
      case "item" -> mask.put("item", alert);
      case "event-kind" -> mask.put("category", "LAB_RESULT");
      case "event-item" -> mask.put("item", event("hidden", number));
      case "event-span" -> {
        mask.put("category", "LAB_RESULT");
        mask.put("from", FROM);
        mask.put("until", UNTIL);
      }
      default -> {
        mask.put("metric", "heart-rate");
        mask.put("from", FROM);
        mask.put("until", UNTIL);
      }
    }
    ApiClient.Answer set = masking.client().post("/patients/" + masking.id() + "/masks", mask);
    assertThat(set.status()).as(set.text()).isEqualTo(201);
    return new Pair(number, masking, without, alert);
  }

  /** An event in the span that is masked, amended to lie after it. */
  private static void enter(ApiClient.SignedIn patient, int number) {
    String path = "/patients/" + patient.id() + "/events/" + event("hidden", number);
    Map<String, Object> event = new HashMap<>();
    event.put("kind", "laboratory-result");
    event.put("title", "to be hidden");
    event.put("from", "2026-03-02T11:00:00Z");
    assertThat(treating.client().put(path, event).status()).isEqualTo(201);
    event.put("from", "2026-03-02T18:00:00Z");
    event.put("amends", 1);
    assertThat(treating.client().post(path + "/amendments", event).status()).isEqualTo(201);
  }

  private static UUID event(String name, int number) {
    return UUID.nameUUIDFromBytes((name + " " + number).getBytes(StandardCharsets.UTF_8));
  }

  /** A day of a reading every ten minutes; without those that the mask would hide, or with. */
  private static ApiClient.SignedIn patient(int number, String what, boolean all) {
    ApiClient.SignedIn patient = api.operator().person("PATIENT");
    String own = "/patients/" + patient.id();
    patient.client().put(own + "/care-team", Map.of("treatingPhysician", treating.id()));
    for (String category : List.of("HEART_RATE", "BLOOD_GLUCOSE", "OXYGEN_SATURATION")) {
      patient.client().put(own + "/consents/" + category, Map.of());
    }
    ApiClient.Answer granted =
        patient.client().put(own + "/grants/" + grantee.id(), Map.of("categories", List.of("ALL")));
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    for (int i = 0; i < 144; i++) {
      Instant at = DAY.plus(Duration.ofMinutes(10L * i));
      boolean hidden =
          switch (what) {
            case "item", "event-kind", "event-span", "event-item" -> false;
            case "span" -> !at.isBefore(Instant.parse(FROM)) && at.isBefore(Instant.parse(UNTIL));
            default -> true;
          };
      if (all || !hidden) {
        StoredData.reading(api, patient.id(), "heart-rate", at, 60 + (i * 7 + number) % 50);
      }
      if (i % 12 == 0) {
        StoredData.reading(api, patient.id(), "glucose", at, 90 + i);
      }
    }
    StoredData.rollups(api, patient.id());
    ApiClient.Answer entered =
        treating
            .client()
            .put(
                own + "/events/" + event("kept", number),
                Map.of("kind", "allergy", "title", "pollen", "from", "2026-03-02T11:00:00Z"));
    assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    return patient;
  }

  private static String span(String resolution) {
    return "from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&resolution=" + resolution;
  }

  /** The answer, with what differs between any two patients made the same. */
  private static String text(ApiClient.SignedIn who, ApiClient.SignedIn patient, String route) {
    ApiClient.Answer answer = who.client().get("/patients/" + patient.id() + route);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return anonymous(answer.text(), patient);
  }

  /** Ids and cursors say whose they are. */
  private static String fhir(ApiClient.SignedIn who, ApiClient.SignedIn patient, String route) {
    ApiClient.Answer answer =
        who.client().get("/fhir/" + route.replace("(patient)", patient.id().toString()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer
        .text()
        .replaceAll("_cursor=[A-Za-z0-9_-]+", "(cursor)")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(uuid)")
        .replaceAll("[0-9a-v]{50,64}", "(id)");
  }

  private static String worklist(ApiClient.SignedIn patient) {
    StringBuilder lines = new StringBuilder();
    grantee
        .client()
        .get("/alerts")
        .body()
        .forEach(
            alert -> {
              if (alert.get("patient").asText().equals(patient.id().toString())) {
                lines.append(anonymous(alert.toString(), patient));
              }
            });
    return lines.toString();
  }

  private static String anonymous(@Nullable String text, ApiClient.SignedIn patient) {
    return String.valueOf(text)
        .replace(patient.id().toString(), "(patient)")
        .replaceAll("\"(alert|entered|next)\":\"[^\"]+\"", "\"$1\":\"(its own)\"");
  }
}
