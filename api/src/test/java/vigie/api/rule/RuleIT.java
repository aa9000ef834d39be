package vigie.api.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.Topics;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.RuleReader;
import vigie.api.ApiClient;
import vigie.api.ApiExtension;
import vigie.api.TopicReader;
import vigie.codec.Codecs;

/** The rules for everybody, over HTTP and up to the stream. */
class RuleIT {
  @RegisterExtension static final ApiExtension api = new ApiExtension();

  /** No other test looks at it: the topic outlives this class. */
  private static final String RULE = "SK-2";

  private static final byte[] NOTHING = {};

  private ApiClient operator;

  @BeforeEach
  void signIn() {
    operator = api.operator();
  }

  @Test
  void theDefaultsAreThereWithTheirFirstVersion() {
    ApiClient.Answer all = operator.get("/rules");

    assertThat(all.body().findValuesAsText("id"))
        .containsAll(RuleCatalogue.defaults().stream().map(Rule::id).toList());
    ApiClient.Answer one = operator.get("/rules/HR-2");
    assertThat(one.body().at("/rule/condition").asText()).isEqualTo(">= 131");
    assertThat(one.body().at("/versions/0/author").asText())
        .isEqualTo(RuleCatalogue.DEFAULT_AUTHOR);
    assertThat(one.body().at("/versions")).hasSize(1);
    assertThat(operator.get("/rules/HR-99").status()).isEqualTo(404);
  }

  @Test
  void aChangeIsANewVersionThatReachesTheStreamAndOutlivesARestart() {
    int before = version(RULE);
    Map<String, Object> body = rule(RULE);
    body.put("condition", ">= 4");
    body.put("reason", "too many of them");

    ApiClient.Answer changed = operator.put("/rules/" + RULE, body);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(version(RULE)).isEqualTo(before + 1);
    assertThat(operator.get("/rules/" + RULE).body().at("/versions/0").toString())
        .contains("\"reason\":\"too many of them\"")
        .contains("{\"field\":\"condition\",\"before\":\">= 3\",\"after\":\">= 4\"}");
    awaitTopic(RULE, before + 1, ">= 4");

    api.restart();
    operator = api.operator();

    assertThat(version(RULE)).isEqualTo(before + 1);
    awaitTopic(RULE, before + 1, ">= 4");
    body.put("condition", ">= 3");
    body.put("version", before + 1);
    body.put("reason", "set back by the test");
    assertThat(operator.put("/rules/" + RULE, body).status()).isEqualTo(200);
  }

  @Test
  void hoursOfARuleThatNameNoZoneAreThoseOfTheSetting() {
    Map<String, Object> body = new HashMap<>(wish());
    body.put("during", Map.of("from", "22:00", "to", "06:00", "days", List.of("FRIDAY")));
    body.put("family", "of-the-zone");
    body.put("reason", "at night only");
    ApiClient.Answer made = operator.put("/rules/IT-zone", body);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.body().at("/rule/during/zone").asText()).isEqualTo("Europe/Paris");
  }

  @Test
  void aNewerDefaultOfTheProgramDoesNotReplaceAChangedRule() {
    JdbcRules rules = api.context().getBean(JdbcRules.class);
    Rule first = made("IT-default").as(1, null, RuleCatalogue.DEFAULT_AUTHOR, Instant.EPOCH, "");
    rules.addNewDefaults(List.of(first));
    Rule second = first.as(2, null, RuleCatalogue.DEFAULT_AUTHOR, Instant.EPOCH, "");
    rules.addNewDefaults(List.of(second));
    assertThat(version("IT-default")).isEqualTo(2);

    Map<String, Object> body = rule("IT-default");
    body.put("condition", ">= 125");
    body.put("reason", "mine");
    assertThat(operator.put("/rules/IT-default", body).status()).isEqualTo(200);
    rules.addNewDefaults(
        List.of(first.as(9, null, RuleCatalogue.DEFAULT_AUTHOR, Instant.EPOCH, "")));

    assertThat(rule("IT-default")).containsEntry("condition", ">= 125").containsEntry("version", 3);
  }

  @Test
  void whatTheTopicLostIsPublishedAndWhatTheStoreLostIsStored() {
    JdbcRules rules = api.context().getBean(JdbcRules.class);
    Rule known = made("IT-lost");
    rules.addNewDefaults(List.of(known));
    Map<String, Rule> topic = new HashMap<>();
    rules.inForce().forEach(rule -> topic.put(rule.id(), rule));
    Rule newer = known.as(7, null, "somebody", Instant.EPOCH, "made before the store was set back");
    topic.put("IT-lost", newer);
    topic.remove("HR-2");

    assertThat(rules.bringTogether(topic)).isEqualTo(1);
    assertThat(rules.find("IT-lost")).contains(newer);
    awaitTopic("HR-2", 1, ">= 131");
  }

  @Test
  void aRuleIsSwitchedOffUntilATimeAndOnAgain() {
    Map<String, Object> body = new HashMap<>(Map.of("reason", "a rule of the test"));
    body.putAll(wish());
    assertThat(operator.put("/rules/IT-off", body).status()).isEqualTo(200);
    Instant until = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);

    ApiClient.SignedIn patient = operator.person("PATIENT");
    ApiClient.Answer off =
        operator.post("/rules/IT-off/off", Map.of("until", until.toString(), "reason", "faulty"));

    assertThat(off.body().at("/rule/offUntil").asText()).isEqualTo(until.toString());
    assertThat(off.body().at("/rule/version").asInt()).isEqualTo(2);
    try (TopicReader records = new TopicReader(api.kafka().bootstrapServers(), Topics.RULE)) {
      Awaitility.await()
          .untilAsserted(() -> assertThat(newest(records, "IT-off").offUntil()).isEqualTo(until));
    }
    JsonNode shown = rulesOff(patient, "IT-off");
    assertThat(shown.get("everybody").asBoolean()).isTrue();
    assertThat(shown.get("until").asText()).isEqualTo(until.toString());
    assertThat(shown.get("reason").asText()).isEqualTo("faulty");
    assertThat(operator.post("/rules/IT-off/on", Map.of("reason", "mended")).status())
        .isEqualTo(200);
    assertThat(operator.post("/rules/IT-off/on", Map.of("reason", "again")).status())
        .isEqualTo(409);
    assertThat(operator.get("/rules/IT-off").body().findValuesAsText("reason"))
        .containsExactly("mended", "faulty", "a rule of the test");
  }

  @Test
  void aRuleThatThePhysicianSwitchedOffIsShownToThePatient() {
    ApiClient.SignedIn patient = operator.person("PATIENT");
    ApiClient.SignedIn physician = operator.person("PHYSICIAN");
    String path = "/patients/" + patient.id();
    patient.client().put(path + "/care-team", Map.of("treatingPhysician", physician.id()));
    Instant until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    Map<String, Object> endless = Map.of("enabled", false, "reason", "known of old");
    assertThat(physician.client().put(path + "/limits/HR-4", endless).status()).isEqualTo(422);
    Map<String, Object> off = new HashMap<>(endless);
    for (String bad : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
      off.put("until", bad);
      assertThat(physician.client().put(path + "/limits/HR-4", off).status()).isEqualTo(422);
    }
    off.put("until", until.toString());
    assertThat(physician.client().put(path + "/limits/HR-4", off).status()).isEqualTo(200);

    for (ApiClient.SignedIn reader : List.of(patient, physician)) {
      JsonNode shown = reader.client().get(path + "/rules-off").body();
      assertThat(shown.findValuesAsText("rule")).contains("HR-4");
    }
    JsonNode shown = rulesOff(patient, "HR-4");
    assertThat(shown.get("everybody").asBoolean()).isFalse();
    assertThat(shown.get("author").asText()).isEqualTo(physician.id().toString());
    assertThat(shown.get("until").asText()).isEqualTo(until.toString());
    assertThat(shown.get("endless").asBoolean()).isFalse();

    physician.client().delete(path + "/limits/HR-4");
    assertThat(patient.client().get(path + "/rules-off").body().findValuesAsText("rule"))
        .doesNotContain("HR-4");
  }

  @Test
  void aSwitchOffOfBeforeThatHasNoEndIsShownAsOne() throws SQLException {
    ApiClient.SignedIn patient = operator.person("PATIENT");
    try (Connection connection = api.database().database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO patient_limit (patient_id, rule_id, version, enabled, author, set_at, reason,"
              + " removed) VALUES ('%1$s', 'HR-4', 1, false, '%1$s', now(), 'of old', false)"
                  .formatted(patient.id()));
    }

    JsonNode shown = rulesOff(patient, "HR-4");
    assertThat(shown.get("until").isNull()).isTrue();
    assertThat(shown.get("endless").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2020-01-01T00:00:00Z, faulty", "2999-01-01T00:00:00Z, faulty", "soon, ' '"})
  void aSwitchOffNeedsAnEndNotTooFarAheadAndAReason(String until, String reason) {
    String end = until.equals("soon") ? Instant.now().plusSeconds(60).toString() : until;
    ApiClient.Answer answer =
        operator.post("/rules/HR-2/off", Map.of("until", end, "reason", reason));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(version("HR-2")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "condition|about 130|rule.condition: condition must be one of",
        "condition|>= 1310|rule.condition: the limit must be from",
        "condition|>= 160|rule.severity: HIGH at '>= 160' beside HR-1",
        "clear|< 140|rule.clear: '< 140' lies beyond the limit '>= 131' itself",
        "family|spo2-low|rule.family: 'spo2-low' spans",
        "sauce|x|rule.sauce: unknown field",
        "reason||reason must have 1 to 1000 characters",
      })
  void aBadRuleIsRefusedWithThePlaceOfItsFault(String field, String value, String fault) {
    Map<String, Object> body = rule("HR-2");
    body.put("reason", "a try");
    body.put(field, value == null ? "" : value);

    ApiClient.Answer answer = operator.put("/rules/HR-2", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("detail").asText()).contains(fault);
    assertThat(version("HR-2")).isEqualTo(1);
  }

  @Test
  void aChangeMadeFromAnotherVersionIsRefused() {
    Map<String, Object> body = rule("HR-2");
    body.put("version", 9);
    body.put("reason", "late");

    assertThat(operator.put("/rules/HR-2", body).status()).isEqualTo(409);
    assertThat(operator.send("PUT", "/rules/HR-2", "{\"id\":").status()).isEqualTo(400);
  }

  @Test
  void aPhysicianReadsRulesAndAPatientsLimitFollowsThemAsTheyAre() {
    ApiClient.SignedIn physician = operator.person("PHYSICIAN");
    ApiClient.SignedIn patient = operator.person("PATIENT");
    patient
        .client()
        .put(
            "/patients/" + patient.id() + "/care-team",
            Map.of("treatingPhysician", physician.id()));
    Map<String, Object> body = new HashMap<>(wish());
    body.put("reason", "a rule of the test");
    String limits = "/patients/" + patient.id() + "/limits/IT-limit";
    Map<String, Object> limit = Map.of("limit", 130, "clear", 128, "reason", "trained");
    assertThat(physician.client().put(limits, limit).status()).isEqualTo(404);

    assertThat(operator.put("/rules/IT-limit", body).status()).isEqualTo(200);

    assertThat(physician.client().put(limits, limit).status()).isEqualTo(200);
    assertThat(physician.client().get("/rules/IT-limit").status()).isEqualTo(200);
    assertThat(physician.client().put("/rules/IT-limit", body).status()).isEqualTo(403);
    assertThat(patient.client().get("/rules").status()).isEqualTo(403);
  }

  @Test
  void aRuleOnWhatIsMissingIsWrittenAndReadInItsOwnTerms() {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "family", "glucose-missing",
                "metric", "glucose-cgm",
                "missingFor", "PT45M",
                "severity", "ADVISORY",
                "audience", "PATIENT_ONLY",
                "reason", "a rule of the test",
                "source", "test"));

    ApiClient.Answer made = operator.put("/rules/IT-missing", body);

    assertThat(made.status()).as(made.text()).isEqualTo(200);
    Map<String, Object> read = rule("IT-missing");
    assertThat(read).containsEntry("metric", "glucose-cgm").containsEntry("missingFor", "PT45M");
    for (String field : List.of("condition", "hold", "clear", "clearHold")) {
      assertThat(read.get(field)).isNull();
    }
    awaitTopic("IT-missing", 1, ">= 45");
    read.put("missingFor", "PT1H");
    read.put("reason", "too early");
    assertThat(operator.put("/rules/IT-missing", read).status()).isEqualTo(200);
    assertThat(operator.get("/rules/IT-missing").body().at("/versions/0/changed").toString())
        .isEqualTo("[{\"field\":\"missingFor\",\"before\":\"PT45M\",\"after\":\"PT1H\"}]");
    Map<String, Object> both = rule("IT-missing");
    both.put("condition", ">= 60");
    both.put("reason", "twice");
    assertThat(operator.put("/rules/IT-missing", both).text())
        .contains("rule.condition: makes no sense beside missingFor");

    ApiClient.SignedIn patient = operator.person("PATIENT");
    ApiClient.SignedIn physician = operator.person("PHYSICIAN");
    String path = "/patients/" + patient.id();
    patient.client().put(path + "/care-team", Map.of("treatingPhysician", physician.id()));
    ApiClient doctor = physician.client();
    String limit = path + "/limits/IT-missing";
    assertThat(doctor.put(limit, Map.of("limit", 30, "reason", "frail")).status()).isEqualTo(200);
    assertThat(doctor.put(limit, Map.of("limit", 0, "reason", "frail")).text())
        .contains("limit must be at least 1 minute");
    assertThat(doctor.put(limit, Map.of("hold", "PT5M", "reason", "frail")).text())
        .contains("hold cannot be set: the rule says for how long a value is missing");
  }

  private static JsonNode rulesOff(ApiClient.SignedIn patient, String rule) {
    for (JsonNode each : patient.client().get("/patients/" + patient.id() + "/rules-off").body()) {
      if (each.get("rule").asText().equals(rule)) {
        return each;
      }
    }
    throw new AssertionError(rule + " is not shown");
  }

  private static void awaitTopic(String id, int version, String condition) {
    try (TopicReader records = new TopicReader(api.kafka().bootstrapServers(), Topics.RULE)) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                Rule rule = newest(records, id);
                assertThat(rule.version()).isEqualTo(version);
                assertThat(rule.condition()).hasToString(condition);
              });
    }
  }

  private static Rule newest(TopicReader records, String id) {
    byte[] record = records.newest().getOrDefault(id, NOTHING);
    assertThat(record).isNotEmpty();
    return Codecs.RULE.decode(record);
  }

  private int version(String id) {
    return operator.get("/rules/" + id).body().at("/rule/version").asInt();
  }

  /** The rule in force, ready to be sent back. */
  private Map<String, Object> rule(String id) {
    return new ObjectMapper()
        .convertValue(
            operator.get("/rules/" + id).body().get("rule"),
            new TypeReference<Map<String, Object>>() {});
  }

  private static Rule made(String id) {
    Map<String, Object> row = new HashMap<>(wish());
    row.put("reason", "a default of the test");
    return RuleReader.read(row, id, 1, List.of(), RuleCatalogue.DEFAULT_AUTHOR, Instant.EPOCH);
  }

  private static Map<String, Object> wish() {
    return Map.of(
        "family", "of-the-test",
        "metric", "heart-rate",
        "condition", ">= 120",
        "hold", "PT5M",
        "clear", "< 115",
        "clearHold", "PT1M",
        "severity", "ADVISORY",
        "source", "test");
  }
}
