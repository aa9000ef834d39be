package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Rule;
import vigie.alert.RuleReader;
import vigie.patient.PatientLimit;
import vigie.reading.Context;
import vigie.reading.Quality;

/** What a rule may say that no default says: alternatives and an age of its own; and its pause. */
class RuleTermsTest {
  private static final String RULE =
      """
      {"id": "%s", "version": 1, "family": "fast", "metric": "heart-rate", "condition": ">= %s",
       "hold": "PT0S", "clear": "< 90", "clearHold": "PT0S", "severity": "%s", "reason": "a test's",
       "source": "test"%s}
      """;
  private static final String ANY =
      """
      , "any": [{"metric": "spo2", "condition": "<= 91", "within": "PT10M"},
                {"metric": "respiratory-rate", "condition": ">= 25", "within": "PT5M"}]""";

  @ParameterizedTest
  @CsvSource({
    // SpO2, minutes ago | respiration, minutes ago | opens
    "91, 1, 24, 1, true",
    "92, 1, 25, 1, true",
    "91, 1, 25, 1, true",
    "92, 1, 24, 1, false",
    "91, 10, 24, 1, true",
    "91, 11, 24, 1, false",
    "92, 1, 25, 5, true",
    "92, 1, 25, 6, false",
    ", , 25, 1, true",
    "91, 1, , , true",
    ", , , , false",
  })
  void oneOfTheAlternativesMustHold(
      @Nullable Double spo2,
      @Nullable Integer spo2Ago,
      @Nullable Double respiration,
      @Nullable Integer respirationAgo,
      boolean opens) {
    PatientUnderTest patient = patient(rule("X-1", 120, "HIGH", ANY));
    Instant judged = PatientUnderTest.START.plusSeconds(3600);
    for (int ago = 20; ago >= 0; ago--) {
      patient.now = judged.minusSeconds(ago * 60L);
      if (spo2 != null && spo2Ago != null && spo2Ago == ago) {
        patient.reads("spo2", spo2);
      }
      if (respiration != null && respirationAgo != null && respirationAgo == ago) {
        patient.reads("respiratory-rate", respiration);
      }
    }
    patient.reads("heart-rate", 125);

    assertThat(patient.transitions).hasSize(opens ? 1 : 0);
  }

  @Test
  void alternativesDoNotStandForTheRulesOwnCondition() {
    PatientUnderTest patient = patient(rule("X-1", 120, "HIGH", ANY));
    patient.reads("spo2", 85);
    patient.reads("heart-rate", 119);

    assertThat(patient.transitions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // own maximum age | age in seconds | whether nobody is told
    "PT2M, 120, false",
    "PT2M, 121, true",
    "PT5M, 300, false",
    ", 300, false",
    ", 301, true",
  })
  void aReadingOlderThanTheRulesOwnAgePagesNobody(
      @Nullable String maxAge, long age, boolean retrospective) {
    PatientUnderTest patient = patient(rule("X-1", 120, "HIGH", maxAge(maxAge)));
    takes(patient, 125, age);

    assertThat(patient.last().retrospective()).isEqualTo(retrospective);
    assertThat(patient.notifications.isEmpty()).isEqualTo(retrospective);
  }

  @Test
  void eachStageIsJudgedByItsOwnAge() {
    PatientUnderTest patient =
        patient(rule("X-1", 120, "MEDIUM", ""), rule("X-2", 140, "HIGH", maxAge("PT1M")));
    takes(patient, 125, 120);
    assertThat(patient.last().retrospective()).isFalse();

    // One stage that may page is enough: the alert is theirs together.
    PatientUnderTest both =
        patient(rule("X-1", 120, "MEDIUM", ""), rule("X-2", 140, "HIGH", maxAge("PT1M")));
    takes(both, 145, 120);
    assertThat(both.last().retrospective()).isFalse();

    PatientUnderTest other = patient(rule("X-2", 140, "HIGH", maxAge("PT1M")));
    takes(other, 145, 120);
    assertThat(other.last().retrospective()).isTrue();
    other.pass(Duration.ofMinutes(1));
    takes(other, 146, 60);
    assertThat(other.last().cause()).isEqualTo(Cause.BECAME_LIVE);
  }

  @Test
  void aRuleThatIsOffForAWhileAlertsAgainAfterwards() {
    PatientUnderTest patient = patient(rule("X-1", 120, "HIGH", ""));
    patient.reads("heart-rate", 125);
    patient.limits.add(off(patient.now.plusSeconds(600)));
    patient.sendProfile();
    assertThat(patient.last().cause()).isEqualTo(Cause.RULE_DISABLED);

    patient.pass(Duration.ofMinutes(9));
    patient.reads("heart-rate", 126);
    assertThat(patient.transitions).hasSize(2);
    patient.pass(Duration.ofMinutes(1));
    patient.reads("heart-rate", 127);
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.RULE_DISABLED, Cause.CONFIRMED);
  }

  private static PatientLimit off(Instant until) {
    return new PatientLimit(
        "X-1",
        false,
        null,
        null,
        null,
        null,
        new UUID(1, 1),
        PatientUnderTest.START,
        "test",
        1,
        until);
  }

  private static void takes(PatientUnderTest patient, double heartRate, long age) {
    Instant measured = patient.now.minusSeconds(age);
    patient.takes(
        patient.reading(
            "heart-rate", heartRate, measured, patient.now, Quality.VALID, Context.UNKNOWN));
  }

  private static String maxAge(@Nullable String text) {
    return text == null ? "" : ", \"maxAge\": \"" + text + "\"";
  }

  private static String rule(String id, int limit, String severity, String more) {
    return RULE.formatted(id, limit, severity, more);
  }

  private static PatientUnderTest patient(String... rules) {
    List<Rule> read =
        RuleReader.read("[" + String.join(",", rules) + "]", "a clinician", PatientUnderTest.START);
    PatientUnderTest patient = new PatientUnderTest(read);
    patient.sendProfile();
    return patient;
  }
}
