package vigie.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.api.alarm.AlarmCause;
import vigie.api.alarm.Fault;

class JobFindingsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

  private final JobFindings findings = new JobFindings();

  @Test
  void aJobThatRunsInTimeIsInOrder() {
    assertThat(after(0, running(false, 0)).values()).containsOnly(Optional.empty());
  }

  @Test
  void lateReadingsAreTk6UntilTheyAreInTime() {
    assertThat(fault(AlarmCause.READINGS_LATE, 0, running(true, 0))).startsWith("TK-6:");
    assertThat(fault(AlarmCause.READINGS_LATE, 1, running(false, 0))).isEmpty();
  }

  @Test
  void aJobThatIsAwayForTwoMinutesDetectsNothing() {
    assertThat(fault(AlarmCause.NO_DETECTION, 0, JobReport.AWAY)).isEmpty();
    assertThat(fault(AlarmCause.NO_DETECTION, 119, JobReport.AWAY)).isEmpty();
    assertThat(fault(AlarmCause.NO_DETECTION, 120, JobReport.AWAY)).startsWith("TK-7:");
    assertThat(fault(AlarmCause.NO_DETECTION, 121, running(false, 0))).isEmpty();
    assertThat(fault(AlarmCause.NO_DETECTION, 122, JobReport.AWAY)).isEmpty();
  }

  @Test
  void aJobThatIsAwaySaysNothingOfTheRest() {
    assertThat(after(0, JobReport.AWAY)).containsOnlyKeys(AlarmCause.NO_DETECTION);
  }

  @Test
  void whoIsForgottenForWantOfAProfileIsTk7UntilAnHourWithout() {
    assertThat(fault(AlarmCause.NO_PROFILE, 0, running(false, 7))).isEmpty();
    assertThat(fault(AlarmCause.NO_PROFILE, 30, running(false, 8))).contains("of 1 patient");
    assertThat(fault(AlarmCause.NO_PROFILE, 60, running(false, 10))).contains("of 3 patient");
    assertThat(fault(AlarmCause.NO_PROFILE, 3_659, running(false, 10))).contains("of 3 patient");
    assertThat(fault(AlarmCause.NO_PROFILE, 3_660, running(false, 10))).isEmpty();
    assertThat(fault(AlarmCause.NO_PROFILE, 3_690, running(false, 11))).contains("of 1 patient");
  }

  @Test
  void aRestoredJobCountsFromNothingAgain() {
    assertThat(fault(AlarmCause.NO_PROFILE, 0, running(false, 7))).isEmpty();
    assertThat(fault(AlarmCause.NO_PROFILE, 30, running(false, 0))).isEmpty();
    assertThat(fault(AlarmCause.NO_PROFILE, 60, running(false, 2))).contains("of 2 patient");
  }

  private static JobReport running(boolean degraded, long withoutProfile) {
    return new JobReport(true, degraded, withoutProfile);
  }

  private String fault(AlarmCause cause, int second, JobReport report) {
    return after(second, report)
        .getOrDefault(cause, Optional.empty())
        .map(Fault::english)
        .orElse("");
  }

  private Map<AlarmCause, Optional<Fault>> after(int second, JobReport report) {
    return findings.after(report, BEGIN.plus(Duration.ofSeconds(second)));
  }
}
