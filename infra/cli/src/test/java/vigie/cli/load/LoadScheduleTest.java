package vigie.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadScheduleTest {

  @ParameterizedTest(name = "message {0} belongs to {1} and is due after {2} ms")
  @CsvSource({
    "0, WARM_UP, 0",
    "1, WARM_UP, 10",
    "199, WARM_UP, 1990",
    "200, SUSTAINED, 2000",
    "499, SUSTAINED, 4990",
    "500, BURST, 5000",
    "501, BURST, 5001",
    "4499, BURST, 8999",
    "4500, AFTER, 9000",
    "4501, AFTER, 9010",
  })
  void aBurstComesAfterTheSustainedPhaseAndTheRateGoesOn(
      long number, LoadPhase phase, long dueMillis) {
    LoadSchedule schedule = new LoadSchedule(options(new SurgePlan(10, 4, 0, 0)));

    assertThat(schedule.phase(number)).isEqualTo(phase);
    assertThat(schedule.dueNanos(number)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(dueMillis));
  }

  @Test
  void withoutASurgeItEndsWithTheSustainedPhase() {
    LoadSchedule schedule = new LoadSchedule(options(SurgePlan.NONE));

    assertThat(schedule.messages()).isEqualTo(500);
    assertThat(schedule.phase(499)).isEqualTo(LoadPhase.SUSTAINED);
  }

  @Test
  void duringABackfillTheRateGoesOn() {
    LoadSchedule schedule = new LoadSchedule(options(new SurgePlan(1, 0, 2, 1_000)));

    assertThat(schedule.phase(500)).isEqualTo(LoadPhase.AFTER);
    assertThat(schedule.dueNanos(600)).isEqualTo(TimeUnit.SECONDS.toNanos(6));
  }

  @Test
  void senselessSurgesAreRefusedByName() {
    assertThatThrownBy(() -> new SurgePlan(0, 1, 0, 0)).hasMessageContaining("--burst");
    assertThatThrownBy(() -> new SurgePlan(10, 0, 0, 0)).hasMessageContaining("--burst-seconds");
    assertThatThrownBy(() -> new SurgePlan(1, 0, -1, 1)).hasMessageContaining("--backfill");
    assertThatThrownBy(() -> new SurgePlan(1, 0, 1, 0)).hasMessageContaining("--backfill-readings");
    assertThatThrownBy(() -> new SurgePlan(10, 60, 1, 1)).hasMessageContaining("of their own");
  }

  private static LoadOptions options(SurgePlan surge) {
    return new LoadOptions(10, 100, 3, 2, 0, 50, 1, surge, 0);
  }
}
