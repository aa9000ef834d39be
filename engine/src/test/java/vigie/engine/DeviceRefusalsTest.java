package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification.Role;
import vigie.reading.PatientId;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** TK-4 and TK-5 of {@code clinical.md} 2.6. */
class DeviceRefusalsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MILLI = Duration.ofMillis(1);

  @Test
  void theThirdRefusedValueWithinAnHourIsTold() {
    PatientUnderTest patient = bound();
    patient.refused(false);
    patient.pass(HOUR.minus(MILLI));
    patient.refused(false);
    assertThat(patient.transitions).isEmpty();
    patient.refused(false);
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("TK-4");
    assertThat(patient.last().value()).isEqualTo(3);
    assertThat(patient.told(Role.OPERATOR)).hasSize(1);
    assertThat(patient.notifications).hasSize(1);
  }

  @Test
  void whatIsAnHourOldCountsNoMore() {
    PatientUnderTest patient = bound();
    patient.refused(false);
    patient.pass(HOUR);
    patient.refused(false);
    patient.refused(false);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void anHourWithoutARefusalEndsBoth() {
    PatientUnderTest patient = bound();
    patient.refused(true);
    patient.refused(true);
    patient.refused(true);
    assertThat(patient.transitions)
        .extracting(AlertTransition::ruleId)
        .containsExactlyInAnyOrder("TK-4", "TK-5");
    patient.pass(Duration.ofMinutes(30));
    patient.refused(false);
    patient.pass(HOUR.minus(MILLI));
    assertThat(patient.transitions).hasSize(2);
    patient.pass(MILLI);
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .endsWith(Cause.CLEARED, Cause.CLEARED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRowOfRefusalsSetsOneTime() {
    PatientUnderTest patient = bound();
    patient.refused(false);
    long wake = patient.wakeAt();
    for (int i = 0; i < 100; i++) {
      patient.pass(Duration.ofSeconds(20));
      patient.refused(false);
      assertThat(patient.wakeAt()).isEqualTo(wake);
    }
    assertThat(patient.transitions).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void onlyRangeUnitAndClockTellOfADevice(RejectionReason reason) {
    boolean tells =
        Set.of(
                RejectionReason.IMPLAUSIBLE,
                RejectionReason.UNKNOWN_UNIT,
                RejectionReason.CLOCK_AHEAD)
            .contains(reason);
    assertThat(DeviceNews.of(rejected(reason, PatientUnderTest.PATIENT)))
        .isEqualTo(
            tells
                ? AlertInput.of(
                    PatientUnderTest.PATIENT,
                    new DeviceNews.Refused(
                        PatientUnderTest.DEVICE, reason == RejectionReason.CLOCK_AHEAD, 0))
                : null);
    assertThat(DeviceNews.of(rejected(reason, null))).isNull();
  }

  private static RejectedReading rejected(RejectionReason reason, @Nullable PatientId patient) {
    return new RejectedReading(
        PatientUnderTest.DEVICE,
        "vigie/v1/watch-1/json",
        Instant.EPOCH,
        reason,
        "",
        "",
        patient,
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static PatientUnderTest bound() {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    return patient;
  }
}
