package vigie.api.fhir;

import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import vigie.api.audit.AuditLine;
import vigie.api.audit.AuditLog;

/** Lines of the audit as AuditEvents. */
final class AuditMapper {
  private static final String TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String OBJECT = "http://terminology.hl7.org/CodeSystem/object-role";

  private AuditMapper() {}

  /**
   * A line.
   *
   * @param patient whose data were asked for
   * @param words all of it as the patient reads it
   * @param name of the professional who asked; null for everybody else
   */
  static AuditEvent event(AuditLog.Entry entry, UUID patient, String words, @Nullable String name) {
    AuditLine line = entry.line();
    AuditEvent event = new AuditEvent();
    event.setId(Long.toString(entry.seq()));
    event.setType(FhirTerms.coding(TYPE, "rest"));
    event.addSubtype(FhirTerms.coding("urn:vigie:action", line.action()));
    event.setAction(action(line.route()));
    event.setRecordedElement(FhirTerms.instant(line.at()));
    event.setOutcome(line.allowed() ? AuditEventOutcome._0 : AuditEventOutcome._4);
    event.setOutcomeDesc(words);
    if (line.purpose() != null) {
      event.addPurposeOfEvent(FhirTerms.concept("urn:vigie:purpose", line.purpose()));
    }
    AuditEvent.AuditEventAgentComponent agent = event.addAgent().setRequestor(true);
    Reference who =
        line.actor() == null
            ? new Reference().setDisplay("unknown")
            : FhirTerms.person(line.actor(), patient);
    agent.setWho(name == null ? who : who.setDisplay(name));
    if (line.roleAlone() != null) {
      agent.addRole(FhirTerms.concept("urn:vigie:role", line.roleAlone()));
    }
    AuditLine.Known known = line.professional();
    if (known != null) {
      agent.addRole(FhirTerms.concept("urn:vigie:profession", known.profession()));
      // The RPPS number, by which the authority knows them.
      agent.setAltId(known.identifier());
    }
    event.getSource().setObserver(new Reference().setDisplay("Vigie API"));
    AuditEvent.AuditEventEntityComponent entity = event.addEntity();
    entity
        .setWhat(FhirTerms.patient(patient))
        .setType(FhirTerms.coding(ENTITY, "1"))
        .setRole(FhirTerms.coding(OBJECT, "1"));
    detail(entity, "reason", line.reason());
    detail(entity, "route", line.route());
    detail(entity, "request", line.requestId());
    return event;
  }

  private static void detail(
      AuditEvent.AuditEventEntityComponent entity, String type, String value) {
    entity.addDetail().setType(type).setValue(new StringType(value));
  }

  /** By the request's method. */
  private static AuditEventAction action(String route) {
    return switch (route.substring(0, Math.max(0, route.indexOf(' ')))) {
      case "GET" -> AuditEventAction.R;
      case "POST" -> AuditEventAction.C;
      case "PUT" -> AuditEventAction.U;
      case "DELETE" -> AuditEventAction.D;
      default -> AuditEventAction.E;
    };
  }
}
