package vigie.api.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.store.JdbcDatabase;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** A rule tried on stored readings, over HTTP. */
class RuleTrialIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");

  private ApiClient.SignedIn patient;
  private ApiClient.SignedIn physician;

  @BeforeEach
  void enrol() {
    patient = api.operator().person("PATIENT");
    physician = api.operator().person("PHYSICIAN");
    put("/care-team", Map.of("treatingPhysician", physician.id()));
    put("/consents/HEART_RATE", Map.of());
    put("/consents/PHYSICAL_ACTIVITY", Map.of());
  }

  @Test
  void aTrialCountsTheAlertsOfBothRulesAndTellsTheirDelay() {
    // An hour a day above 111 and, on the second day, above 118.
    episode(DAY.plus(Duration.ofHours(8)), 114);
    episode(DAY.plus(Duration.ofHours(32)), 125);

    ApiClient.Answer answer = trial(physician, rule(">= 118"), DAY, DAY.plus(Duration.ofDays(2)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().at("/ruleInForce/condition").asText()).isEqualTo(">= 111");
    assertThat(answer.body().at("/inForce/medium").asInt()).isEqualTo(2);
    assertThat(answer.body().at("/inForce/patientDays").asInt()).isEqualTo(2);
    assertThat(answer.body().at("/inForce/perPatientDay").asDouble()).isEqualTo(1);
    assertThat(answer.body().at("/inForce/medianDelaySeconds").asDouble()).isEqualTo(600);
    assertThat(answer.body().at("/candidate/ofRule").asInt()).isEqualTo(1);
    JsonNode second = answer.body().at("/patients/0/inForce/1");
    assertThat(second.get("onset").asText()).isEqualTo("2026-03-03T08:00:00Z");
    assertThat(second.get("opened").asText()).isEqualTo("2026-03-03T08:10:00Z");
    assertThat(patient.client().get("/patients/" + patient.id() + "/alerts").body()).isEmpty();
  }

  @Test
  void aTrialFindsWhatTheEngineFindsOnTheReadingsAsTheyCame() {
    List<Reading> readings = new ArrayList<>();
    for (int hour = 0; hour < 40; hour += 4) {
      // Never severe: what people answer would decide too.
      readings.addAll(episode(DAY.plus(Duration.ofHours(hour)), 112 + hour / 4));
    }
    Map<UUID, AlertTransition> opened = new LinkedHashMap<>();
    AlertLoop loop = new AlertLoop(new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(60)));
    AlertLoop.Listener listener =
        new AlertLoop.Listener() {
          @Override
          public void changed(AlertTransition transition) {
            if (transition.family().equals("heart-rate-high")) {
              opened.putIfAbsent(transition.alert(), transition);
            }
          }

          @Override
          public void notified(Notification notification) {}
        };
    loop.accept(
        AlertInput.of(
            new PatientProfile(
                new PatientId(patient.id()),
                1,
                EnumSet.of(Category.HEART_RATE, Category.PHYSICAL_ACTIVITY),
                physician.id(),
                null,
                List.of(),
                Set.of())),
        DAY.toEpochMilli(),
        listener);
    readings.forEach(
        reading ->
            loop.accept(AlertInput.of(reading), reading.received().toEpochMilli(), listener));

    JsonNode found =
        trial(physician, rule(">= 111"), DAY, DAY.plus(Duration.ofDays(2)))
            .body()
            .at("/patients/0");

    List<String> ids = opened.keySet().stream().map(UUID::toString).toList();
    assertThat(ids).hasSizeGreaterThan(3);
    assertThat(found.get("inForce").findValuesAsText("alert")).containsExactlyElementsOf(ids);
    assertThat(found.get("candidate")).isEqualTo(found.get("inForce"));
  }

  @Test
  void whatTheDeviceSaysOfItsIntervalDecidesAsItDoesLive() {
    put("/devices/slow-" + patient.id(), Map.of("kind", "watch", "expectedInterval", "PT5M"));
    for (int minute = 0; minute <= 30; minute += 10) {
      reading(DAY.plus(Duration.ofMinutes(minute)), 125, "unbound");
      reading(DAY.plus(Duration.ofMinutes(300 + minute)), 125, "slow-" + patient.id());
    }

    JsonNode found =
        trial(physician, rule(">= 118"), DAY, DAY.plus(Duration.ofDays(1)))
            .body()
            .at("/patients/0");

    // Ten minutes are a gap for a device of which nothing is said.
    assertThat(found.get("inForce").findValuesAsText("onset"))
        .containsExactly("2026-03-02T05:00:00Z");
  }

  @Test
  void onlyThoseWhoMaySeeAllThatDecidesMayTry() {
    ApiClient.SignedIn colleague = api.operator().person("PHYSICIAN");
    assertThat(trial(colleague).status()).isEqualTo(403);
    assertThat(trial(patient).status()).isEqualTo(403);
    assertThat(
            api.operator()
                .post("/rules/HR-3/trial", body(rule(">= 118"), DAY, DAY.plusSeconds(60)))
                .status())
        .isEqualTo(403);

    put("/grants/" + colleague.id(), Map.of("categories", List.of("HEART_RATE")));
    assertThat(trial(colleague).text()).contains("CATEGORY_NOT_GRANTED");
    put(
        "/grants/" + colleague.id(),
        Map.of("categories", List.of("HEART_RATE", "PHYSICAL_ACTIVITY")));
    assertThat(trial(colleague).status()).isEqualTo(200);
    assertThat(patient.client().get("/patients/" + patient.id() + "/audit").text())
        .contains("TRY_RULE", colleague.id().toString(), "POST /rules/{id}/trial");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T00:00:00Z, 2027-03-02T00:00:00Z, 200, ''",
    "2026-03-02T00:00:00Z, 2028-03-02T00:00:00Z, 422, patient-days; one trial takes at most 400",
    "2026-03-02T00:00:00Z, 2026-03-02T00:00:00Z, 422, from must lie before to",
  })
  void aTrialIsBounded(Instant from, Instant to, int status, String words) {
    ApiClient.Answer answer = trial(physician, rule(">= 118"), from, to);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains(words);
  }

  @Test
  void moreReadingsThanOneTrialTakesAreRefused() {
    store()
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO reading_1d VALUES (?, ?, ?, 2000001, 1, 1, 1, ?, 1, 1, ?, 1, 1)",
                    statement -> {
                      statement.setObject(1, patient.id());
                      statement.setInt(2, metric("heart-rate"));
                      statement.setObject(3, DAY.atOffset(ZoneOffset.UTC));
                      statement.setTimestamp(4, Timestamp.from(DAY));
                      statement.setTimestamp(5, Timestamp.from(DAY));
                    }));

    ApiClient.Answer answer = trial(physician);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("at most 2,000,000");
  }

  @Test
  void whatIsMissingCannotBeTried() {
    Map<String, Object> missing =
        Map.of(
            "family", "pulse-missing",
            "metric", "heart-rate",
            "missingFor", "PT45M",
            "severity", "ADVISORY",
            "source", "test");

    ApiClient.Answer answer =
        physician.client().post("/rules/PM-1/trial", body(missing, DAY, DAY.plusSeconds(60)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("missingFor cannot be tried");
  }

  @Test
  void aFaultyCandidateIsRefusedWithThePlaceOfItsFault() {
    ApiClient.Answer answer = trial(physician, rule("> lots"), DAY, DAY.plusSeconds(60));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("rule.condition: condition must be one of");
  }

  private ApiClient.Answer trial(ApiClient.SignedIn who) {
    return trial(who, rule(">= 118"), DAY, DAY.plus(Duration.ofDays(1)));
  }

  private ApiClient.Answer trial(
      ApiClient.SignedIn who, Map<String, Object> rule, Instant from, Instant to) {
    return who.client().post("/rules/HR-3/trial", body(rule, from, to));
  }

  private Map<String, Object> body(Map<String, Object> rule, Instant from, Instant to) {
    return Map.of(
        "rule", rule,
        "patients", List.of(patient.id()),
        "from", from.toString(),
        "to", to.toString());
  }

  /** HR-3 with another limit. */
  private static Map<String, Object> rule(String condition) {
    Map<String, Object> rule = new HashMap<>();
    rule.put("family", "heart-rate-high");
    rule.put("metric", "heart-rate");
    rule.put("condition", condition);
    rule.put("hold", "PT10M");
    rule.put("clear", "< 106");
    rule.put("clearHold", "PT10M");
    rule.put("severity", "MEDIUM");
    rule.put("excludedContexts", List.of("EXERCISE"));
    rule.put("unless", List.of(Map.of("metric", "steps", "condition", "> 0", "within", "PT10M")));
    rule.put("source", "test");
    return rule;
  }

  /** An hour at this rate, a reading a minute, and half an hour at rest. */
  private List<Reading> episode(Instant begin, double rate) {
    List<Reading> readings = new ArrayList<>();
    for (int minute = 0; minute < 90; minute++) {
      readings.add(
          reading(begin.plus(Duration.ofMinutes(minute)), minute < 60 ? rate : 80, "watch"));
    }
    return readings;
  }

  private Reading reading(Instant at, double value, String device) {
    Reading reading =
        new Reading(
            new PatientId(patient.id()),
            new DeviceId(device),
            MetricCatalogue.standard().metric("heart-rate"),
            value,
            at,
            null,
            60,
            at,
            null,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            Duration.ZERO);
    store()
        .inTransaction(
            connection ->
                JdbcDatabase.update(
                    connection,
                    "INSERT INTO reading (patient_id, metric, ts, disc, value, received, device,"
                        + " zone_offset, quality, context) VALUES (?, ?, ?, ?, ?, ?, ?, 60, ?, ?)",
                    statement -> {
                      statement.setObject(1, patient.id());
                      statement.setInt(2, reading.metric().number());
                      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
                      statement.setLong(4, reading.id().getLeastSignificantBits());
                      statement.setDouble(5, value);
                      statement.setObject(6, at.atOffset(ZoneOffset.UTC));
                      statement.setString(7, device);
                      statement.setInt(8, Quality.VALID.number());
                      statement.setInt(9, Context.UNKNOWN.number());
                    }));
    return reading;
  }

  private void put(String path, Object body) {
    ApiClient.Answer answer = patient.client().put("/patients/" + patient.id() + path, body);
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
  }

  private static int metric(String id) {
    return MetricCatalogue.standard().metric(id).number();
  }

  private static JdbcDatabase store() {
    return api.context().getBean(JdbcDatabase.class);
  }
}
