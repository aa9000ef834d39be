package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * TK-7 of {@code clinical.md} 2.6: readings of somebody without a profile are not lost silently.
 */
class WithoutProfileTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void readingsThatAreForgottenCountOnceForAPatient() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.reads("heart-rate", 70);
    patient.reads("glucose", 100);
    patient.pass(HOUR.minusMillis(1));
    assertThat(patient.withoutProfile()).isZero();
    patient.pass(Duration.ofMillis(1));
    assertThat(patient.withoutProfile()).isEqualTo(1);
    assertThat(patient.memory.watched()).isEmpty();
  }

  @Test
  void aProfileInTimeOrADeviceAloneIsNoReasonToCount() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.reads("heart-rate", 70);
    patient.sendProfile();
    patient.pass(HOUR);
    assertThat(patient.withoutProfile()).isZero();

    PatientUnderTest other = new PatientUnderTest();
    other.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    other.pass(HOUR);
    assertThat(other.withoutProfile()).isZero();
  }
}
