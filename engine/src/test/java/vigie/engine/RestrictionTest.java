package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.Cause;

/** A metric that the patient had frozen is passed over by every rule, until it is used again. */
@Tag("C-69")
class RestrictionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void aFrozenMetricIsNotJudgedAndItsNeighboursAre() {
    freeze("heart-rate");

    assertThat(patient.reads("heart-rate", 160)).isEqualTo(ReadingFate.RESTRICTED);
    assertThat(patient.reads("spo2", 95)).isEqualTo(ReadingFate.JUDGED);
  }

  @Test
  void itsOpenAlertEndsAndNobodyIsToldOfItAgain() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 160, 160);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
    freeze("heart-rate");

    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.last().cause()).isEqualTo(Cause.RULE_DISABLED);
    int told = patient.notifications.size();
    patient.pass(Duration.ofHours(5));
    assertThat(patient.notifications).hasSize(told);
  }

  @Test
  void aScoreThatIsMadeOfItIsNotMade() {
    freeze("respiratory-rate");
    patient.interval = Duration.ofMinutes(5);
    for (int i = 0; i < 4; i++) {
      patient.pass(patient.interval);
      patient.reads("heart-rate", 155);
      patient.reads("spo2", 85);
      patient.reads("respiratory-rate", 26);
    }

    assertThat(patient.transitions)
        .extracting(transition -> transition.family())
        .contains("spo2-low")
        .doesNotContain("news2", "respiratory-rate-high");
  }

  @Test
  void onceItIsUsedAgainNewReadingsRaiseAlertsAndOldOnesDoNot() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 160, 160);
    freeze("heart-rate");
    patient.restricted.clear();
    patient.sendProfile();
    int before = patient.transitions.size();
    patient.pass(MINUTE);
    patient.reads("heart-rate", 160);
    assertThat(patient.transitions).hasSize(before);

    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 160, 160);
    assertThat(patient.last().cause()).isEqualTo(Cause.CONFIRMED);
  }

  private void freeze(String metric) {
    patient.restricted.add(metric);
    patient.sendProfile();
  }
}
