package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;

/**
 * TK-7 of {@code clinical.md} 2.6: readings of somebody without a profile are not lost silently.
 */
class WithoutProfileTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
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

  /** As after a failure: a number that was told once must not come to mean something else. */
  @Property(tries = 200)
  void whatCameBeforeItsProfileIsToldByTheNumbersItHasWhenItComesAfter(
      @ForAll @Size(min = 5, max = 40) List<@IntRange(min = 0, max = 4) Integer> hearts) {
    PatientUnderTest late = new PatientUnderTest();
    PatientUnderTest known = PatientUnderTest.known();
    for (int heart : hearts) {
      double value = new double[] {70, 105, 115, 135, 155}[heart];
      late.reads("heart-rate", value);
      known.reads("heart-rate", value);
      late.now = late.now.plus(MINUTE);
      known.now = known.now.plus(MINUTE);
    }
    late.sendProfile();

    assertThat(late.transitions.stream().map(WithoutProfileTest::said))
        .containsExactlyElementsOf(
            known.transitions.stream().map(WithoutProfileTest::said).toList());
  }

  private static List<Object> said(AlertTransition one) {
    return List.of(
        one.alert(),
        one.sequence(),
        one.cause(),
        one.phase(),
        one.severity(),
        one.peakSeverity(),
        one.ruleId(),
        one.at(),
        one.worst(),
        one.occurrences());
  }
}
