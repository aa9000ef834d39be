package vigie.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;
import vigie.cli.client.AlertFrame;
import vigie.reading.PatientId;

class LoadModelTest {
  private static final UUID PATIENT = new UUID(1, 2);
  private static final Instant T = Instant.ofEpochMilli(1_700_000_000_000L);

  private final LoadOracle oracle = new LoadOracle(new UUID[] {PATIENT}, T);

  @Test
  void aReadingAtTheLimitOpensOneBelowTheClearLimitEndsAndBetweenNothingChanges() {
    AlertModel model = new AlertModel();

    assertThat(model.next(110)).isEqualTo(AlertModel.Effect.NONE);
    assertThat(model.next(111)).isEqualTo(AlertModel.Effect.OPENS);
    assertThat(model.next(120)).isEqualTo(AlertModel.Effect.NONE);
    assertThat(model.next(106)).isEqualTo(AlertModel.Effect.NONE);
    assertThat(model.next(105)).isEqualTo(AlertModel.Effect.ENDS);
    assertThat(model.next(105)).isEqualTo(AlertModel.Effect.NONE);
  }

  @Test
  void everyPatientsHighReadingIsFollowedByACalmOne() {
    LoadOptions options = new LoadOptions(7, 100, 60, 0, 0, 10, 1, SurgePlan.NONE, 0);
    LoadPlan plan = new LoadPlan(options);
    AlertModel model = new AlertModel();
    int opened = 0;
    int ended = 0;
    for (long number = 3; number < new LoadSchedule(options).messages(); number += 7) {
      switch (model.next(plan.message(number).value())) {
        case OPENS -> opened++;
        case ENDS -> ended++;
        case NONE -> {
          // Most readings.
        }
      }
    }
    assertThat(opened).isBetween(84, 87);
    assertThat(opened - ended).isBetween(0, 1);
  }

  @Test
  void faultsComeInTheShareAskedForAndTheSameSeedGivesTheSame() {
    LoadOptions options = new LoadOptions(10, 1000, 10, 0, 0.05, 50, 3, SurgePlan.NONE, 0);
    LoadPlan plan = new LoadPlan(options);
    long spoilt = 0;
    for (long number = 0; number < new LoadSchedule(options).messages(); number++) {
      assertThat(plan.message(number)).isEqualTo(new LoadPlan(options).message(number));
      spoilt += plan.message(number).fault() == LoadPlan.Fault.NONE ? 0 : 1;
    }
    assertThat(spoilt).isBetween(400L, 600L);
  }

  @Test
  void latencyCountsFromTheScheduledTimeToTheFirstFrame() {
    oracle.sent(0, 120, T, 1_000_000, LoadPhase.SUSTAINED);
    oracle.frame(frame(0, "ACTIVE"), 6_000_000);
    oracle.frame(frame(1, "RESOLVED"), 90_000_000);

    assertThat(oracle.raised()).isEqualTo(1);
    assertThat(oracle.ended()).isEqualTo(1);
    assertThat(oracle.latencies(LoadPhase.SUSTAINED).count()).isEqualTo(1);
    assertThat(oracle.latencies(LoadPhase.SUSTAINED).max()).isBetween(4.9, 5.1);
  }

  @Test
  void aRepeatedFrameAndAnAlertThatNobodyExpectedAreCounted() {
    oracle.frame(frame(0, "ACTIVE"), 1);
    oracle.frame(frame(0, "ACTIVE"), 2);

    assertThat(oracle.unexpected()).isEqualTo(1);
    assertThat(oracle.repeatedFrames()).isEqualTo(1);
    assertThat(oracle.raised()).isZero();
  }

  @Test
  void anAlertAboutADeviceIsNotUnexpected() {
    oracle.frame(frame("device-battery", 0, "ACTIVE"), 1);

    assertThat(oracle.unexpected()).isZero();
  }

  @Test
  void whatBecomesOfAnOlderRunsAlertIsIgnored() {
    LoadOracle later = new LoadOracle(new UUID[] {PATIENT}, T.plusSeconds(1));
    later.frame(frame(1, "RESOLVED"), 1);

    assertThat(later.unexpected()).isZero();
  }

  @Test
  void itIsCompleteOnlyWhenEveryAlertHasComeAndGone() {
    oracle.sent(0, 120, T, 0, LoadPhase.WARM_UP);
    oracle.sent(0, 75, T.plusSeconds(1), 0, LoadPhase.WARM_UP);
    assertThat(oracle.complete()).isFalse();
    oracle.frame(frame(0, "ACTIVE"), 1);
    assertThat(oracle.complete()).isFalse();
    oracle.frame(frame(1, "RESOLVED"), 2);
    assertThat(oracle.complete()).isTrue();
  }

  @Test
  void senselessOptionsAreRefusedByName() {
    assertThatThrownBy(() -> new LoadOptions(1, 1, 1, 0, 1.5, 50, 1, SurgePlan.NONE, 0))
        .hasMessageContaining("--faults");
    assertThatThrownBy(() -> new LoadOptions(1, 1, 1, 0, 0, 2, 1, SurgePlan.NONE, 0))
        .hasMessageContaining("--alert-every");
    assertThatThrownBy(() -> new LoadOptions(1, 1, 1, 0, 0, 50, 1, SurgePlan.NONE, 3))
        .hasMessageContaining("--rule-changes");
  }

  private static AlertFrame frame(int sequence, String phase) {
    return frame("heart-rate", sequence, phase);
  }

  private static AlertFrame frame(String metric, int sequence, String phase) {
    return new AlertFrame(
        AlertTransition.alertId(new PatientId(PATIENT), "heart-rate-high", T),
        sequence,
        PATIENT,
        "heart-rate-high",
        phase,
        "OPENED",
        "MEDIUM",
        "HR-3",
        1,
        metric,
        ">= 111",
        120,
        "/min",
        T,
        T,
        T,
        false);
  }
}
