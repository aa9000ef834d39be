package vigie.api.fhir;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Severity;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Alerts as Flags, which say that something is so, and DetectedIssues, which say what it rests on
 * and what people did about it. Both have the alert's id. Mapping: clinical reference 2.1 and 5.1.
 */
final class AlertMapper {
  private static final String RULE = "urn:vigie:rule";
  private static final String CAUSE = "urn:vigie:cause";
  private static final String FLAG_CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category";
  private static final String PRIORITY = "http://hl7.org/fhir/StructureDefinition/flag-priority";
  private static final String PRIORITY_CODE = "http://hl7.org/fhir/flag-priority-code";

  private AlertMapper() {}

  static Flag flag(AlertTransition alert) {
    Flag flag = new Flag();
    flag.setId(alert.alert().toString());
    flag.getMeta().setLastUpdatedElement(FhirTerms.instant(alert.decidedAt()));
    flag.getMeta().addTag(FhirTerms.controller("alert"));
    flag.addExtension()
        .setUrl(PRIORITY)
        .setValue(FhirTerms.concept(PRIORITY_CODE, priority(alert.severity())));
    boolean over = alert.phase() == AlertPhase.RESOLVED;
    flag.setStatus(over ? FlagStatus.INACTIVE : FlagStatus.ACTIVE);
    flag.addCategory(
        FhirTerms.concept(FLAG_CATEGORY, metric(alert).technical() ? "admin" : "clinical"));
    flag.setCode(code(alert));
    flag.setSubject(FhirTerms.patient(alert.patient().value()));
    flag.setPeriod(FhirTerms.period(alert.onset(), over ? end(alert) : null, null));
    return flag;
  }

  /**
   * The alert as it stands, with what people did about it.
   *
   * @param transitions those among which are people's acts
   */
  static DetectedIssue issue(AlertTransition alert, Collection<AlertTransition> transitions) {
    DetectedIssue issue = new DetectedIssue();
    issue.setId(alert.alert().toString());
    issue.getMeta().setLastUpdatedElement(FhirTerms.instant(alert.decidedAt()));
    issue.getMeta().addTag(FhirTerms.controller("alert"));
    issue.setStatus(status(alert));
    issue.setCode(code(alert));
    issue.setSeverity(severity(alert.severity()));
    UUID patient = alert.patient().value();
    issue.setPatient(FhirTerms.patient(patient));
    issue.setIdentified(FhirTerms.dateTime(alert.onset()));
    issue.setDetail(words(alert));
    Metric metric = metric(alert);
    for (Evidence evidence : alert.evidence()) {
      issue
          .addEvidence()
          .addCode(
              FhirCodes.concept(metric)
                  .setText(measured(metric, evidence.value(), evidence.effective())));
    }
    for (AlertTransition act : transitions) {
      if (act.actor() != null) {
        issue
            .addMitigation()
            .setAction(act(act))
            .setDateElement(FhirTerms.dateTime(act.at()))
            .setAuthor(FhirTerms.person(act.actor(), patient));
      }
    }
    return issue;
  }

  /** The alert as it stands, with the newest act when a person's was the newest. */
  static DetectedIssue issue(AlertTransition alert) {
    return issue(alert, List.of(alert));
  }

  private static CodeableConcept act(AlertTransition act) {
    String cause = act.cause().name();
    return FhirTerms.concept(CAUSE, cause)
        .setText(act.note().isEmpty() ? cause : cause + ": " + act.note());
  }

  private static CodeableConcept code(AlertTransition alert) {
    return FhirTerms.concept(RULE, alert.ruleId()).setText(words(alert));
  }

  private static String words(AlertTransition alert) {
    return alert.metric() + " " + alert.condition() + " " + metric(alert).unit();
  }

  private static String measured(Metric metric, double value, Instant at) {
    return ObservationMapper.decimal(value).toPlainString() + " " + metric.unit() + " at " + at;
  }

  private static Metric metric(AlertTransition alert) {
    return MetricCatalogue.standard().metric(alert.metric());
  }

  /** A person's act or a late reading may have an earlier time than the onset. */
  private static Instant end(AlertTransition alert) {
    return alert.at().isBefore(alert.onset()) ? alert.onset() : alert.at();
  }

  private static DetectedIssueStatus status(AlertTransition alert) {
    if (alert.phase() != AlertPhase.RESOLVED) {
      return DetectedIssueStatus.PRELIMINARY;
    }
    if (alert.cause() == Cause.AMENDED) {
      return DetectedIssueStatus.ENTEREDINERROR;
    }
    return alert.cause() == Cause.CANCELLED
        ? DetectedIssueStatus.CANCELLED
        : DetectedIssueStatus.FINAL;
  }

  private static DetectedIssueSeverity severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> DetectedIssueSeverity.HIGH;
      case HIGH -> DetectedIssueSeverity.MODERATE;
      case MEDIUM, ADVISORY -> DetectedIssueSeverity.LOW;
    };
  }

  private static String priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "PH";
      case HIGH -> "PM";
      case MEDIUM -> "PL";
      case ADVISORY -> "PN";
    };
  }
}
