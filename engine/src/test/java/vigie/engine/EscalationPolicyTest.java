package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.Audience;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;

/** The table of {@code clinical.md} 5.2, cell by cell. */
@Tag("C-57")
class EscalationPolicyTest {
  private static final EscalationPolicy POLICY = EscalationPolicy.standard();

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, CARE_TEAM,     PATIENT,             0, 2, 0, true",
    "CRITICAL, CARE_TEAM,     TREATING_PHYSICIAN,  0, 2, 0, false",
    "CRITICAL, CARE_TEAM,     SUBSTITUTE,          5, 2, 0, false",
    "CRITICAL, CARE_TEAM,     EMERGENCY_CONTACT,   5, 5, 2, false",
    "CRITICAL, PATIENT_FIRST, PATIENT,             0, 2, 0, true",
    "CRITICAL, PATIENT_FIRST, TREATING_PHYSICIAN, 15, 2, 0, false",
    "CRITICAL, PATIENT_FIRST, SUBSTITUTE,         20, 2, 0, false",
    "CRITICAL, PATIENT_FIRST, EMERGENCY_CONTACT,  20, 5, 2, false",
    "HIGH,     CARE_TEAM,     PATIENT,             0, 15, 0, true",
    "HIGH,     CARE_TEAM,     TREATING_PHYSICIAN,  0, 15, 0, false",
    "HIGH,     CARE_TEAM,     SUBSTITUTE,         30, 15, 0, false",
    "HIGH,     CARE_TEAM,     EMERGENCY_CONTACT,  60, , 1, true",
    "HIGH,     PATIENT_FIRST, PATIENT,             0, 15, 0, true",
    "HIGH,     PATIENT_FIRST, TREATING_PHYSICIAN, 15, 15, 0, true",
    "HIGH,     PATIENT_FIRST, SUBSTITUTE,         30, 15, 0, true",
    "HIGH,     PATIENT_FIRST, EMERGENCY_CONTACT,  60, , 1, true",
    "MEDIUM,   CARE_TEAM,     PATIENT,             0, , 1, true"
  })
  void tellsEachAtTheirTime(
      Severity severity,
      Audience audience,
      Role role,
      long after,
      Long every,
      int times,
      boolean unlessSeen) {
    assertThat(POLICY.steps(severity, audience))
        .contains(
            new EscalationPolicy.Step(
                role,
                Duration.ofMinutes(after),
                every == null ? null : Duration.ofMinutes(every),
                times,
                unlessSeen));
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, 15, 0", "HIGH, 15, 0", "MEDIUM, , 1"})
  void operatorsAreToldAtOnceAndNobodyElse(Severity severity, Long every, int times) {
    assertThat(POLICY.steps(severity, Audience.OPERATORS))
        .containsExactly(
            new EscalationPolicy.Step(
                Role.OPERATOR,
                Duration.ZERO,
                every == null ? null : Duration.ofMinutes(every),
                times,
                false));
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL", "HIGH"})
  void cliniciansAreToldAsTheCareTeamIsAndTheContactIsNot(Severity severity) {
    assertThat(POLICY.steps(severity, Audience.CLINICIANS))
        .isEqualTo(
            POLICY.steps(severity, Audience.CARE_TEAM).stream()
                .filter(step -> step.role() != Role.EMERGENCY_CONTACT)
                .toList())
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(value = Severity.class, names = "ADVISORY", mode = EnumSource.Mode.EXCLUDE)
  void tellsThePatientAloneWhereNobodyElseIsConcerned(Severity severity) {
    assertThat(POLICY.steps(severity, Audience.PATIENT_ONLY))
        .extracting(EscalationPolicy.Step::role)
        .containsExactly(Role.PATIENT);
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void leavesMediumToTheListAndAdvisoryToTheDigest(Audience audience) {
    assertThat(POLICY.steps(Severity.MEDIUM, audience)).hasSize(1);
    assertThat(POLICY.steps(Severity.ADVISORY, audience)).isEmpty();
  }

  @Test
  void tellsTheSameStoryFasterWhenTheTimesAreShorter() {
    EscalationPolicy fast =
        new EscalationPolicy(new Escalation(Duration.ofSeconds(30), Duration.ofMinutes(6)));
    assertThat(times(fast, Severity.CRITICAL)).containsExactly("PT0S", "PT0S", "PT30S", "PT30S");
    assertThat(times(fast, Severity.HIGH)).containsExactly("PT0S", "PT0S", "PT3M", "PT6M");
    assertThat(fast.steps(Severity.HIGH, Audience.CARE_TEAM).get(1).every())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void neverRepeatsSoonerThanAPersonCanAnswer() {
    EscalationPolicy fast =
        new EscalationPolicy(new Escalation(Duration.ofSeconds(3), Duration.ofSeconds(3)));
    assertThat(fast.steps(Severity.CRITICAL, Audience.CARE_TEAM))
        .extracting(EscalationPolicy.Step::every)
        .containsOnly(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "15, 2", "16, 4", "17, 8", "18, 16", "100, 16"})
  void repeatsEvenlyAtFirstAndThenEverMoreSlowly(int told, long minutes) {
    assertThat(EscalationPolicy.again(Duration.ofMinutes(2), told))
        .isEqualTo(Duration.ofMinutes(minutes));
  }

  private static List<String> times(EscalationPolicy policy, Severity severity) {
    return policy.steps(severity, Audience.CARE_TEAM).stream()
        .map(step -> step.after().toString())
        .toList();
  }
}
