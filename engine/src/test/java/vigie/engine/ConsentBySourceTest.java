package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.Reading;

/** What a consent to some devices alone means for what is judged and what was. */
@Tag("C-74")
class ConsentBySourceTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String STRAP = "strap-2";

  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void aReadingOfASourceOutsideTheConsentIsNotJudged() {
    withhold(PatientUnderTest.DEVICE);

    assertThat(patient.reads("heart-rate", 160)).isEqualTo(ReadingFate.WITHOUT_CONSENT);
    assertThat(from(STRAP, 160)).isEqualTo(ReadingFate.JUDGED);
    assertThat(patient.reads("fall", 1))
        .as("another category of the same source")
        .isEqualTo(ReadingFate.JUDGED);
  }

  @Test
  void aConsentToOneSourceCoversNoOther() {
    patient.sources.put(Category.HEART_RATE, new Sources(true, Set.of(STRAP)));
    patient.sendProfile();

    assertThat(patient.reads("heart-rate", 160)).isEqualTo(ReadingFate.WITHOUT_CONSENT);
    assertThat(from(STRAP, 160)).isEqualTo(ReadingFate.JUDGED);
  }

  @Test
  void anOpenAlertOfThatSourceIsTakenBackAndNobodyIsToldOfItAgain() {
    UUID alert = raised();
    withhold(PatientUnderTest.DEVICE);

    assertThat(patient.last().alert()).isEqualTo(alert);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.last().cause()).isEqualTo(Cause.CONSENT_WITHDRAWN);
    int told = patient.notifications.size();
    patient.pass(Duration.ofHours(5));
    assertThat(patient.notifications).hasSize(told);
  }

  @Test
  void anAlertThatOwesNothingToThatSourceStays() {
    raised();
    int transitions = patient.transitions.size();
    withhold(STRAP);

    assertThat(patient.transitions).hasSize(transitions);
    patient.pass(MINUTE);
    assertThat(patient.reads("heart-rate", 160)).isEqualTo(ReadingFate.JUDGED);
  }

  @Test
  void whatTheSourceMeasuredBeforeOpensNothingOnceItIsCoveredAgain() {
    raised();
    withhold(PatientUnderTest.DEVICE);
    patient.pass(MINUTE);
    patient.sources.clear();
    patient.sendProfile();
    int transitions = patient.transitions.size();

    patient.reads("heart-rate", 80);

    assertThat(patient.transitions).hasSize(transitions);
  }

  @Test
  void theOtherSourceRaisesItsOwnAlertAfterwards() {
    raised();
    withhold(PatientUnderTest.DEVICE);
    int transitions = patient.transitions.size();
    for (int i = 0; i < 8; i++) {
      patient.pass(MINUTE);
      from(STRAP, 160);
    }

    assertThat(patient.transitions.subList(transitions, patient.transitions.size()))
        .extracting(AlertTransition::cause)
        .contains(Cause.CONFIRMED);
  }

  private UUID raised() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 160, 160);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
    return patient.last().alert();
  }

  private void withhold(String device) {
    patient.sources.put(Category.HEART_RATE, new Sources(false, Set.of(device)));
    patient.sendProfile();
  }

  private ReadingFate from(String device, double value) {
    Reading one = patient.reading("heart-rate", value, patient.now);
    return patient.takes(
        new Reading(
            one.patient(),
            new DeviceId(device),
            one.metric(),
            one.value(),
            one.effective(),
            null,
            null,
            one.received(),
            null,
            one.quality(),
            one.context(),
            null,
            one.expectedInterval()));
  }
}
