package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;

class RuleReaderTest {
  private static final Instant SET_AT = Instant.parse("2026-03-01T00:00:00Z");
  private static final String GOOD =
      """
      {"id": "X-1", "version": 2, "family": "x", "metric": "heart-rate", "condition": ">= 120",
       "hold": "PT5M", "clear": "< 110", "clearHold": "PT1M", "severity": "HIGH",
       "excludedContexts": ["EXERCISE"], "requires": ["HEART_FAILURE"], "forbids": ["ATHLETE"],
       "spot": {"readings": 2, "minSpacing": "PT1M", "maxSpacing": "PT15M"},
       "also": [{"metric": "spo2", "condition": "< 95", "within": "PT10M"}],
       "audience": "PATIENT_FIRST", "source": "test"}
      """;

  @Test
  void readsAllThatARuleSays() {
    Rule rule = read("[" + GOOD + "]").get(0);

    assertThat(rule.id()).isEqualTo("X-1");
    assertThat(rule.version()).isEqualTo(2);
    assertThat(rule.condition()).hasToString(">= 120");
    assertThat(rule.hold()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rule.spot())
        .isEqualTo(new Rule.Spot(2, Duration.ofMinutes(1), Duration.ofMinutes(15)));
    assertThat(rule.clear()).hasToString("< 110");
    assertThat(rule.excludedContexts()).isEqualTo(Set.of(Context.EXERCISE));
    assertThat(rule.requires()).isEqualTo(Set.of(ProfileFlag.HEART_FAILURE));
    assertThat(rule.forbids()).isEqualTo(Set.of(ProfileFlag.ATHLETE));
    assertThat(rule.also()).hasToString("[spo2 < 95 within PT10M]");
    assertThat(rule.audience()).isEqualTo(Audience.PATIENT_FIRST);
    assertThat(rule.author()).isEqualTo("a clinician");
    assertThat(rule.setAt()).isEqualTo(SET_AT);
  }

  // What is changed in the good rule, and the fault that this makes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"heart-rate\"|\"pulse\"|.metric: unknown metric 'pulse'",
        "\">= 120\"|\"around 120\"|.condition: condition must be one of",
        "\"< 110\"|\"> 110\"|.clear: '> 110' points the same way as '>= 120'",
        "\"HEART_FAILURE\"|\"HEART_BROKEN\"|.requires: must be one of [SPO2_SCALE_2,",
        "\"PT5M\"|\"5 minutes\"|.hold: must be a duration such as 'PT10M', was '5 minutes'",
        "\"PT5M\"|\"-PT5M\"|.hold: must not be negative",
        "\"source\"|\"sauce\"|.sauce: unknown field",
        "\"HIGH\"|\"SEVERE\"|.severity: must be one of [ADVISORY, MEDIUM, HIGH, CRITICAL]",
        "\"readings\": 2|\"readings\": 1|.spot: spot.readings must be at least 2",
        "\"within\": \"PT10M\"|\"within\": \"PT0S\"|.also[0].within: must be above zero",
        "\"spo2\"|\"spo3\"|.also[0].metric: unknown metric 'spo3'",
        "\"version\": 2|\"version\": 0|.version: must be a number from 1",
        "\"PATIENT_FIRST\"|\"EVERYBODY\"|.audience: must be one of [CARE_TEAM,",
        "\"family\": \"x\"|\"family\": \"\"|.family: must be a text",
      })
  void aFaultIsRefusedWithItsPlace(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);

    assertThat(faults("[" + GOOD.replace(good, bad) + "]"))
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1)" + fault));
  }

  @Test
  void aRuleThatNothingConfirmsIsRefused() {
    String neither = GOOD.replace("\"hold\": \"PT5M\",", "").replaceAll("\"spot\": \\{[^}]*},", "");

    assertThat(faults("[" + neither + "]"))
        .containsExactly("rules[0] (X-1).hold: needs a hold or a spot confirmation");
  }

  @Test
  void anIdThatStandsTwiceIsRefusedWhereItStandsAgain() {
    assertThat(faults("[" + GOOD + "," + GOOD + "]"))
        .containsExactly("rules[1] (X-1).id: stands twice");
  }

  @Test
  void aFamilyOfTwoCategoriesIsRefused() {
    String other = GOOD.replace("X-1", "X-2").replace("\"heart-rate\"", "\"respiratory-rate\"");

    assertThat(faults("[" + GOOD + "," + other + "]"))
        .containsExactly("rules[1] (X-2).family: 'x' spans [HEART_RATE] and [RESPIRATION]");
  }

  @ParameterizedTest
  @CsvSource({
    "heart-rate-deviation",
    "heart-rate-shift",
    "steps-deviation",
    "night-heart-rate-rise",
  })
  void aStatisticalDetectorAboveMediumIsRefused(String metric) {
    String statistical = GOOD.replace("\"heart-rate\"", "\"" + metric + "\"");

    assertThat(faults("[" + statistical + "]"))
        .containsExactly(
            "rules[0] (X-1).severity: a statistical detector is at most MEDIUM, was HIGH");
    assertThat(read("[" + statistical.replace("HIGH", "MEDIUM") + "]")).hasSize(1);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    String bad = GOOD.replace("\"PT5M\"", "\"soon\"").replace("\"heart-rate\"", "\"pulse\"");
    String nameless = GOOD.replace("\"id\": \"X-1\",", "");

    assertThat(faults("[" + bad + "," + nameless + ", 7]"))
        .hasSize(4)
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1).metric: "))
        .anySatisfy(text -> assertThat(text).startsWith("rules[0] (X-1).hold: "))
        .contains("rules[1].id: must be a text, was missing", "rules[2]: must be an object");
  }

  @ParameterizedTest
  @CsvSource({"'[\n{', rules: not JSON in line 2", "'{}', rules: must be a list"})
  void whatIsNoListIsRefused(String text, String fault) {
    assertThat(faults(text)).singleElement().asString().startsWith(fault);
  }

  private static List<String> faults(String json) {
    FaultyRulesException thrown =
        catchThrowableOfType(FaultyRulesException.class, () -> read(json));
    assertThat(thrown).hasMessage(String.join("\n", thrown.faults()));
    return thrown.faults();
  }

  private static List<Rule> read(String json) {
    return RuleReader.read(json, "a clinician", SET_AT);
  }
}
