package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleChecksTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void theDefaultsHaveNoFaultBesideOneAnother() {
    for (Rule rule : RuleCatalogue.defaults()) {
      assertThat(RuleChecks.faults(rule, RuleCatalogue.defaults())).as(rule.id()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HIGH, >= 120, true",
    "HIGH, >= 131, true",
    "HIGH, >= 150, false",
    "CRITICAL, >= 150, true",
    "CRITICAL, >= 110, false",
    "MEDIUM, >= 150, false",
    "MEDIUM, > 110, true",
    "ADVISORY, <= 120, true"
  })
  void aMilderStageHasTheMilderLimit(String severity, String condition, boolean sound) {
    // The rule's own older version is passed over.
    List<Rule> others =
        List.of(
            rule("A", "MEDIUM", ">= 111", Map.of()),
            rule("B", "CRITICAL", ">= 140", Map.of()),
            rule("X", "ADVISORY", ">= 200", Map.of()));

    Rule rule = rule("X", severity, condition, Map.of());

    assertThat(RuleChecks.faults(rule, others).isEmpty()).isEqualTo(sound);
  }

  @Test
  void whatAppliesToOtherPatientsIsNotCompared() {
    List<Rule> others = List.of(rule("A", "MEDIUM", ">= 111", Map.of()));
    Map<String, Object> ofSome = Map.of("requires", List.of("HEART_FAILURE"));

    assertThat(RuleChecks.faults(rule("X", "ADVISORY", ">= 150", ofSome), others)).isEmpty();
    assertThat(RuleChecks.faults(rule("X", "ADVISORY", ">= 150", Map.of()), others)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({">= 111, true", ">= 110, false"})
  void theSameLimitMayBeMoreSevereWhereMoreMustHoldBesideIt(String condition, boolean sound) {
    List<Rule> others = List.of(rule("A", "MEDIUM", ">= 111", Map.of()));
    Map<String, Object> also =
        Map.of("also", List.of(Map.of("metric", "spo2", "condition", "< 95", "within", "PT10M")));

    assertThat(RuleChecks.faults(rule("X", "HIGH", condition, also), others).isEmpty())
        .isEqualTo(sound);
  }

  @ParameterizedTest
  @CsvSource({
    ">= 120, < 120, false",
    ">= 120, <= 120, true",
    "> 120, <= 120, false",
    "> 120, < 121, true",
    "<= 40, > 40, false",
    "<= 40, >= 40, true",
    "< 40, > 39, true",
    "< 40, >= 40, false"
  })
  void aLimitAndItsClearLimitMustNotMeetInAValue(String limit, String clear, boolean overlap) {
    assertThat(Condition.parse(limit).overlaps(Condition.parse(clear))).isEqualTo(overlap);
    assertThat(Condition.parse(clear).overlaps(Condition.parse(limit))).isEqualTo(overlap);
  }

  @Test
  void aMetricThatMayNotAlertIsRefused() {
    Rule rule = RuleCatalogue.defaults().get(0);
    Map<String, Object> row = row("ADVISORY", ">= 30");
    row.put("metric", "bmi");

    assertThat(
            catchThrowableOfType(
                    FaultyRulesException.class,
                    () -> RuleReader.read(row, "X", 1, List.of(rule), "me", AT))
                .faults())
        .contains("rule.metric: 'bmi' may not alert");
  }

  @ParameterizedTest
  @CsvSource({
    "1, vigie defaults, 2, vigie defaults, false",
    "2, vigie defaults, 2, vigie defaults, true",
    "3, vigie defaults, 2, vigie defaults, true",
    "2, someone, 9, vigie defaults, true",
    "9, vigie defaults, 2, someone, false",
    "3, someone, 2, other, true",
    "1, someone, 2, other, false"
  })
  void aDefaultNeverReplacesWhatSomebodyDecided(
      int version, String author, int otherVersion, String otherAuthor, boolean replaces) {
    Rule rule = rule("X", "HIGH", ">= 120", Map.of());

    assertThat(
            rule.as(version, null, author, AT, "")
                .replaces(rule.as(otherVersion, null, otherAuthor, AT, "")))
        .isEqualTo(replaces);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-01T00:00:01Z, true", "2026-03-01T00:00:00Z, false"})
  void aRuleIsOffUntilItsTime(Instant until, boolean off) {
    assertThat(rule("X", "HIGH", ">= 120", Map.of()).as(2, until, "me", AT, "").offAt(AT))
        .isEqualTo(off);
  }

  private static Rule rule(
      String id, String severity, String condition, Map<String, Object> otherwise) {
    Map<String, Object> row = row(severity, condition);
    row.putAll(otherwise);
    return RuleReader.read(row, id, 1, List.of(), "me", AT);
  }

  private static Map<String, Object> row(String severity, String condition) {
    return new HashMap<>(
        Map.of(
            "family", "x",
            "metric", "heart-rate",
            "condition", condition,
            "hold", "PT5M",
            "clearHold", "PT1M",
            "severity", severity,
            "reason", "test",
            "source", "test"));
  }
}
