package vigie.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Severity;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class AlertTimesTest {
  private static final Instant MEASURED = Instant.parse("2026-11-22T10:00:00Z");
  private static final PatientId PATIENT = new PatientId(new UUID(1, 1));

  @Test
  void theNewestReadingOfTheEvidenceIsTheOneThatDecided() {
    AlertTimes times =
        AlertTimes.of(
            alert(List.of(reading(MEASURED.minusSeconds(60)), reading(MEASURED)), false),
            MEASURED.plusSeconds(5));

    assertThat(times)
        .isEqualTo(
            new AlertTimes(
                MEASURED,
                MEASURED.plusSeconds(2),
                MEASURED.plusSeconds(3),
                MEASURED.plusSeconds(5)));
  }

  @Test
  void anAlertOfSilenceRestsOnNoReading() {
    AlertTimes times = AlertTimes.of(alert(List.of(), false), null);

    assertThat(times).isEqualTo(new AlertTimes(null, null, MEASURED.plusSeconds(3), null));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"FIRST", "WORSENED", "NO_PHYSICIAN", "OFF_DUTY"})
  void whoIsToldAtOnceIsDisclosedUnlessItIsOfThePast(Reason reason) {
    assertThat(AlertTimes.disclosed(notification(reason, false))).isTrue();
    assertThat(AlertTimes.disclosed(notification(reason, true))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"FIRST", "WORSENED", "NO_PHYSICIAN", "OFF_DUTY"},
      mode = EnumSource.Mode.EXCLUDE)
  void whoIsToldLaterByIntentIsNot(Reason reason) {
    assertThat(AlertTimes.disclosed(notification(reason, false))).isFalse();
  }

  private static Notification notification(Reason reason, boolean retrospective) {
    return new Notification(
        UUID.randomUUID(),
        PATIENT,
        new UUID(1, 2),
        Notification.Role.TREATING_PHYSICIAN,
        0,
        reason,
        alert(List.of(reading(MEASURED)), retrospective),
        MEASURED.plusSeconds(4));
  }

  private static Evidence reading(Instant effective) {
    return new Evidence(effective, effective.plusSeconds(2), 140, new DeviceId("watch-1"));
  }

  private static AlertTransition alert(List<Evidence> evidence, boolean retrospective) {
    return new AlertTransition(
        AlertTransition.alertId(PATIENT, "heart-rate-high", MEASURED),
        0,
        PATIENT,
        "heart-rate-high",
        AlertPhase.ACTIVE,
        Cause.CONFIRMED,
        Severity.HIGH,
        Severity.HIGH,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        140,
        140,
        MEASURED,
        MEASURED,
        MEASURED.plusSeconds(3),
        retrospective,
        1,
        evidence,
        null,
        "",
        null);
  }
}
