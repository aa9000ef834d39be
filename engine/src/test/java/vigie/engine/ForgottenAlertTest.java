package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.patient.PatientLimit;
import vigie.reading.Category;
import vigie.reading.Reading;

/** What is no longer remembered comes back by nothing: no alert's sequence begins anew. */
class ForgottenAlertTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void anAlertAnsweredAfterAChangeOfRulesStaysOverWhenAReadingIsLate() {
    UUID alert = latched();
    patient.limits.add(
        new PatientLimit(
            "HR-1", true, 180.0, null, null, null, new UUID(1, 1), patient.now, "own", 1));
    patient.sendProfile();
    patient.acknowledges(alert);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    int told = patient.transitions.size();

    patient.pass(Duration.ofDays(3));
    patient.reads("heart-rate", 80);
    Reading late = patient.reading("heart-rate", 80, patient.now.minus(MINUTE));

    assertThat(patient.takes(late)).isEqualTo(ReadingFate.JUDGED_AGAIN);
    assertThat(patient.transitions).hasSize(told);
  }

  @ParameterizedTest
  @EnumSource(names = {"HEART_RATE", "OXYGEN_SATURATION"})
  void whatWasMeasuredBeforeAConsentCameBackOpensNothing(Category withdrawn) {
    List<Reading> measured = vitalSigns();
    measured.forEach(patient::takes);
    // A score of several categories ends with each of them.
    assertThat(patient.transitions)
        .extracting(AlertTransition::family)
        .contains("news2", "heart-rate-high", "spo2-low");
    patient.consents = EnumSet.complementOf(EnumSet.of(withdrawn));
    patient.sendProfile();
    patient.pass(MINUTE);
    patient.consents = EnumSet.allOf(Category.class);
    patient.sendProfile();
    int told = patient.transitions.size();

    measured.forEach(patient::takes);
    assertThat(patient.transitions).hasSize(told);

    vitalSigns().forEach(patient::takes);
    assertThat(patient.transitions.subList(told, patient.transitions.size()))
        .extracting(AlertTransition::family)
        .contains("news2");
  }

  @Test
  void aConsentGivenForTheFirstTimeHoldsForWhatWasMeasuredBefore() {
    patient.consents = EnumSet.of(Category.OXYGEN_SATURATION);
    patient.sendProfile();
    List<Reading> measured = vitalSigns();
    patient.consents = EnumSet.allOf(Category.class);
    patient.sendProfile();

    measured.forEach(patient::takes);

    assertThat(patient.transitions)
        .extracting(AlertTransition::family)
        .contains("heart-rate-high", "spo2-low", "news2");
  }

  @Test
  void withoutAnyConsentNothingIsKept() {
    vitalSigns().forEach(patient::takes);
    patient.consents = Set.of();
    patient.sendProfile();

    assertThat(patient.memory.watched()).isEmpty();
  }

  /** Of a quarter of an hour, in order; it has passed then. */
  private List<Reading> vitalSigns() {
    patient.interval = Duration.ofMinutes(5);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      patient.pass(patient.interval);
      readings.add(patient.reading("heart-rate", 155, patient.now));
      readings.add(patient.reading("spo2", 85, patient.now));
      readings.add(patient.reading("respiratory-rate", 26, patient.now));
    }
    return readings;
  }

  private UUID latched() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 80, 80, 80, 80, 80, 80);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.LATCHED);
    return patient.last().alert();
  }
}
