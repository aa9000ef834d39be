package vigie.api.notify;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Evidence;
import vigie.alert.Grounds;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.api.people.Identity;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Quality;

/** Notifications to try things with. */
final class NotificationFixture {
  static final Instant ONSET = Instant.parse("2026-11-22T01:20:00Z");
  static final Instant DECIDED = Instant.parse("2026-11-22T01:25:01Z");

  private NotificationFixture() {}

  static AlertTransition tachycardia(PatientId patient, Severity severity) {
    return new AlertTransition(
        AlertTransition.alertId(patient, "heart-rate-high", ONSET),
        0,
        patient,
        "heart-rate-high",
        AlertPhase.ACTIVE,
        Cause.CONFIRMED,
        severity,
        severity,
        "HR-2",
        1,
        null,
        "heart-rate",
        ">= 131",
        142.5,
        150,
        ONSET,
        ONSET.plusSeconds(300),
        DECIDED,
        false,
        1,
        List.of(
            new Evidence(
                ONSET.plusSeconds(300), ONSET.plusSeconds(302), 142.5, new DeviceId("watch-1"))),
        null,
        "",
        null);
  }

  /** The alert, resting on readings of these qualities, the last of which decided. */
  static AlertTransition with(AlertTransition alert, Quality... qualities) {
    Evidence deciding = alert.evidence().get(alert.evidence().size() - 1);
    List<Evidence> evidence =
        Stream.of(qualities)
            .map(
                quality ->
                    new Evidence(
                        deciding.effective(),
                        deciding.received(),
                        deciding.value(),
                        deciding.device(),
                        quality))
            .toList();
    return with(alert, evidence, alert.grounds());
  }

  /** The alert of a value that was made of this. */
  static AlertTransition with(AlertTransition alert, @Nullable Grounds grounds) {
    return with(alert, alert.evidence(), grounds);
  }

  private static AlertTransition with(
      AlertTransition alert, List<Evidence> evidence, @Nullable Grounds grounds) {
    return new AlertTransition(
        alert.alert(),
        alert.sequence(),
        alert.patient(),
        alert.family(),
        alert.phase(),
        alert.cause(),
        alert.severity(),
        alert.peakSeverity(),
        alert.ruleId(),
        alert.ruleVersion(),
        alert.limitVersion(),
        alert.metric(),
        alert.condition(),
        alert.value(),
        alert.worst(),
        alert.onset(),
        alert.at(),
        alert.decidedAt(),
        alert.retrospective(),
        alert.occurrences(),
        evidence,
        alert.actor(),
        alert.note(),
        grounds);
  }

  static AlertTransition hypertension(PatientId patient, String rule) {
    String family = "blood-pressure-high";
    return new AlertTransition(
        AlertTransition.alertId(patient, family, ONSET),
        0,
        patient,
        family,
        AlertPhase.ACTIVE,
        Cause.CONFIRMED,
        Severity.HIGH,
        Severity.HIGH,
        rule,
        1,
        null,
        "bp-systolic",
        "> 180",
        186,
        186,
        ONSET,
        ONSET,
        DECIDED,
        false,
        1,
        List.of(new Evidence(ONSET, ONSET, 186, new DeviceId("cuff-1"), Quality.VALID)),
        null,
        "",
        null);
  }

  static AlertTransition silence(PatientId patient) {
    String family = "device-silence/cgm-1";
    return new AlertTransition(
        AlertTransition.alertId(patient, family, ONSET),
        0,
        patient,
        family,
        AlertPhase.ACTIVE,
        Cause.CONFIRMED,
        Severity.HIGH,
        Severity.HIGH,
        "TK-2a",
        1,
        null,
        "silence-cgm",
        ">= 20",
        20,
        20,
        ONSET,
        ONSET,
        DECIDED,
        false,
        1,
        List.of(new Evidence(ONSET, ONSET, 20, new DeviceId("cgm-1"))),
        null,
        "",
        null);
  }

  static Notification to(
      UUID recipient, Notification.Role role, Severity severity, PatientId patient) {
    return of(tachycardia(patient, severity), recipient, role);
  }

  static Notification of(AlertTransition alert, UUID recipient, Notification.Role role) {
    return new Notification(
        Notification.idOf(alert.alert(), alert.severity(), 1, role, 0, recipient),
        alert.patient(),
        recipient,
        role,
        0,
        role == Notification.Role.EMERGENCY_CONTACT
            ? Notification.Reason.NOT_ACKNOWLEDGED
            : Notification.Reason.FIRST,
        alert,
        DECIDED);
  }

  static Recipient person(UUID id, String first, String language, @Nullable String email) {
    return new Recipient(
        id,
        first,
        "Martin",
        language,
        email,
        null,
        null,
        false,
        email == null ? Set.of() : Set.of(Delivery.Channel.MAIL),
        Identity.NONE);
  }
}
