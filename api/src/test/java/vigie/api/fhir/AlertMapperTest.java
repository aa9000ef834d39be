package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Flag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.api.notify.JdbcDeliveries.Attempt;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;

class AlertMapperTest {
  private static final UUID PATIENT = UUID.fromString("3f9a0c1e-5d42-4f0b-9a57-0d5b6a1c2e3f");
  private static final UUID PHYSICIAN = UUID.fromString("0d3f6a52-1c1e-4a55-9a6f-2f2d9c7f1a01");
  private static final Instant ONSET = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant AT = ONSET.plusSeconds(600);

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, CONFIRMED, ACTIVE, PRELIMINARY",
    "ACKNOWLEDGED, ACKNOWLEDGED, ACTIVE, PRELIMINARY",
    "LATCHED, CLEARED, ACTIVE, PRELIMINARY",
    "RESOLVED, CLEARED, INACTIVE, FINAL",
    "RESOLVED, CANCELLED, INACTIVE, CANCELLED",
    "RESOLVED, AMENDED, INACTIVE, ENTEREDINERROR"
  })
  void aPhaseIsAStatus(AlertPhase phase, Cause cause, String flag, String issue) {
    AlertTransition alert = alert(phase, cause, Severity.HIGH, "heart-rate", null);

    assertThat(AlertMapper.flag(alert).getStatus().name()).isEqualTo(flag);
    assertThat(AlertMapper.flag(alert).getPeriod().hasEnd())
        .isEqualTo(phase == AlertPhase.RESOLVED);
    assertThat(AlertMapper.issue(alert).getStatus().name()).isEqualTo(issue);
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL, PH, HIGH", "HIGH, PM, MODERATE", "MEDIUM, PL, LOW", "ADVISORY, PN, LOW"})
  void aSeverityIsAPriority(Severity severity, String priority, String issue) {
    AlertTransition alert = alert(AlertPhase.ACTIVE, Cause.CONFIRMED, severity, "heart-rate", null);
    Flag flag = AlertMapper.flag(alert);

    assertThat(
            ((CodeableConcept) flag.getExtension().get(0).getValue()).getCodingFirstRep().getCode())
        .isEqualTo(priority);
    assertThat(AlertMapper.issue(alert).getSeverity().name()).isEqualTo(issue);
  }

  @ParameterizedTest
  @CsvSource({"heart-rate, clinical", "device-battery, admin"})
  void whatIsOfADeviceIsNoClinicalFlag(String metric, String category) {
    Flag flag =
        AlertMapper.flag(alert(AlertPhase.ACTIVE, Cause.CONFIRMED, Severity.MEDIUM, metric, null));

    assertThat(flag.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo(category);
  }

  @Test
  void whatPeopleDidIsMitigationAndWhatItRestsOnIsEvidence() {
    AlertTransition opened =
        alert(AlertPhase.ACTIVE, Cause.CONFIRMED, Severity.HIGH, "heart-rate", null);
    AlertTransition taken =
        alert(AlertPhase.ACKNOWLEDGED, Cause.ACKNOWLEDGED, Severity.HIGH, "heart-rate", PHYSICIAN);
    AlertTransition seen =
        alert(AlertPhase.ACKNOWLEDGED, Cause.SEEN_BY_PATIENT, Severity.HIGH, "heart-rate", PATIENT);

    DetectedIssue issue = AlertMapper.issue(seen, List.of(opened, taken, seen));

    assertThat(issue.getMitigation()).hasSize(2);
    assertThat(issue.getMitigation().get(0).getAction().getText()).isEqualTo("ACKNOWLEDGED: on it");
    assertThat(issue.getMitigation().get(0).getAuthor().getIdentifier().getValue())
        .isEqualTo(PHYSICIAN.toString());
    assertThat(issue.getMitigation().get(1).getAuthor().getReference())
        .isEqualTo("Patient/" + PATIENT);
    assertThat(issue.getEvidenceFirstRep().getCodeFirstRep().getText())
        .isEqualTo("140 /min at 2026-03-02T09:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, COMPLETED",
    "RETRYING, INPROGRESS",
    "ABANDONED, NOTDONE",
    "FAILED, NOTDONE"
  })
  void anOutcomeIsAStatusAndOnlyWhatWasDeliveredWasSent(Outcome outcome, String status) {
    Communication communication =
        DeliveryMapper.communication(
            new Attempt(
                UUID.randomUUID(),
                PATIENT,
                UUID.randomUUID(),
                PHYSICIAN,
                Notification.Role.TREATING_PHYSICIAN,
                0,
                Notification.Reason.FIRST,
                ONSET,
                Channel.MAIL,
                1,
                outcome,
                AT,
                ""));

    assertThat(communication.getStatus().name()).isEqualTo(status);
    assertThat(communication.hasSent()).isEqualTo(outcome == Outcome.DELIVERED);
    assertThat(communication.hasPayload()).isFalse();
    assertThat(communication.getRecipientFirstRep().hasReference()).isFalse();
  }

  private static AlertTransition alert(
      AlertPhase phase, Cause cause, Severity severity, String metric, @Nullable UUID actor) {
    PatientId patient = new PatientId(PATIENT);
    return new AlertTransition(
        AlertTransition.alertId(patient, "family", ONSET),
        0,
        patient,
        "family",
        phase,
        cause,
        severity,
        severity,
        "HR-2",
        1,
        null,
        metric,
        ">= 131",
        140,
        140,
        ONSET,
        AT,
        AT,
        false,
        1,
        List.of(new Evidence(ONSET, ONSET, 140, new DeviceId("strap-1"))),
        actor,
        actor == null ? "" : actor.equals(PATIENT) ? "" : "on it",
        null);
  }
}
