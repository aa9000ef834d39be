package vigie.api.fhir;

import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Reference;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;
import vigie.api.notify.JdbcDeliveries.Attempt;

/** Attempts to deliver a message as Communications: what was said stands in none of them. */
final class DeliveryMapper {
  private static final String CATEGORY =
      "http://terminology.hl7.org/CodeSystem/communication-category";
  private static final String MEDIUM = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";
  private static final String REASON = "urn:vigie:notification-reason";
  private static final String OUTCOME = "urn:vigie:delivery-outcome";

  private DeliveryMapper() {}

  static Communication communication(Attempt attempt) {
    Communication communication = new Communication();
    communication.setId(FhirTerms.id(attempt.notification(), attempt.channel(), attempt.attempt()));
    communication.getMeta().setLastUpdatedElement(FhirTerms.instant(attempt.at()));
    communication.addIdentifier(
        FhirTerms.identifier("urn:ietf:rfc:3986", "urn:uuid:" + attempt.notification()));
    communication.setStatus(status(attempt.outcome()));
    if (attempt.outcome() != Outcome.DELIVERED) {
      communication.setStatusReason(
          FhirTerms.concept(OUTCOME, attempt.outcome().name())
              .setText(attempt.detail().isEmpty() ? attempt.outcome().name() : attempt.detail()));
    }
    communication.addCategory(FhirTerms.concept(CATEGORY, "alert"));
    if (attempt.channel() != Channel.NONE) {
      communication.addMedium(
          FhirTerms.concept(
              MEDIUM, attempt.channel() == Channel.MAIL ? "EMAILWRIT" : "ONLINEWRIT"));
    }
    communication.setSubject(FhirTerms.patient(attempt.patient()));
    communication.addAbout(new Reference("DetectedIssue/" + attempt.alert()));
    if (attempt.outcome() == Outcome.DELIVERED) {
      communication.setSentElement(FhirTerms.dateTime(attempt.at()));
    }
    communication.addRecipient(
        FhirTerms.person(attempt.recipient(), attempt.patient()).setDisplay(attempt.role().name()));
    communication.addReasonCode(FhirTerms.concept(REASON, attempt.reason().name()));
    return communication;
  }

  private static CommunicationStatus status(Outcome outcome) {
    return switch (outcome) {
      case DELIVERED -> CommunicationStatus.COMPLETED;
      case RETRYING -> CommunicationStatus.INPROGRESS;
      case ABANDONED, FAILED -> CommunicationStatus.NOTDONE;
    };
  }
}
