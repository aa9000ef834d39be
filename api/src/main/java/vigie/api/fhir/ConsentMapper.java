package vigie.api.fhir;

import java.time.Instant;
import java.util.TreeSet;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Reference;
import vigie.api.access.ContentKind;
import vigie.api.access.Grant;
import vigie.api.access.Grantee;
import vigie.api.access.Verb;
import vigie.api.patient.Consents;
import vigie.api.patient.JdbcGrants;
import vigie.reading.DeviceId;

/**
 * What a patient agrees to, as Consents: that a category is taken in (category ICOL), and that
 * somebody may see or feed what they name (category INFA).
 */
final class ConsentMapper {
  private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String ACTION = "http://terminology.hl7.org/CodeSystem/consentaction";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String TEXT = "urn:vigie:consent-text:";

  private ConsentMapper() {}

  /** A consent to take a category in, of one device or of all, given or withdrawn. */
  static Consent consent(UUID patient, Consents.Event event) {
    Consents.Declaration said = event.said();
    DeviceId source = said.source();
    Consent consent = consent(patient, "ICOL", event.at(), said.actor(), said.given());
    consent.setId(
        FhirTerms.id(
            patient, "consent", source == null ? said.category() : said.category() + "@" + source));
    // Which wording, and proof of it.
    consent
        .addPolicy()
        .setUri(
            TEXT + said.text().version() + ":" + said.text().language() + ":" + said.text().hash());
    Consent.ProvisionComponent provision =
        consent
            .getProvision()
            .setType(said.given() ? ConsentProvisionType.PERMIT : ConsentProvisionType.DENY)
            .addAction(FhirTerms.concept(ACTION, "collect"))
            .addCode(FhirTerms.concept(FhirTerms.CATEGORY, said.category().name()));
    if (source != null) {
      provision
          .addData()
          .setMeaning(Consent.ConsentDataMeaning.RELATED)
          .setReference(new Reference().setDisplay(source.value()));
    }
    return consent;
  }

  /**
   * A grant that the patient has not ended.
   *
   * @param now decides whether it is in force
   */
  static Consent consent(UUID patient, JdbcGrants.Row row, Instant now) {
    Grant grant = row.grant();
    Consent consent = consent(patient, "INFA", row.since(), row.by(), grant.inForceAt(now));
    consent.setId(FhirTerms.id(patient, "grant", grant.grantee(), row.since()));
    consent.getPolicyRule().addCoding(new Coding().setSystem(ACT).setCode("OPTIN"));
    Consent.ProvisionComponent provision =
        consent
            .getProvision()
            .setType(ConsentProvisionType.PERMIT)
            .setPeriod(FhirTerms.period(grant.from(), grant.until(), null));
    provision
        .addActor()
        .setRole(FhirTerms.concept(PARTICIPATION, "IRCP"))
        .setReference(grantee(grant.grantee()));
    for (Verb verb : new TreeSet<>(grant.verbs())) {
      provision.addAction(FhirTerms.concept(ACTION, verb == Verb.READ ? "access" : "collect"));
    }
    for (ContentKind kind : new TreeSet<>(grant.kinds())) {
      provision.addCode(FhirTerms.concept(FhirTerms.CATEGORY, kind.name()));
    }
    return consent;
  }

  private static Consent consent(
      UUID patient, String category, Instant at, UUID by, boolean active) {
    Consent consent = new Consent();
    consent.getMeta().setLastUpdatedElement(FhirTerms.instant(at));
    consent.setStatus(active ? ConsentState.ACTIVE : ConsentState.INACTIVE);
    consent.setScope(FhirTerms.concept(SCOPE, "patient-privacy"));
    consent.addCategory(FhirTerms.concept(ACT, category));
    consent.setPatient(FhirTerms.patient(patient));
    consent.setDateTimeElement(FhirTerms.dateTime(at));
    consent.addPerformer(FhirTerms.person(by, patient));
    return consent;
  }

  private static Reference grantee(Grantee grantee) {
    return grantee instanceof Grantee.Person person
        ? FhirTerms.person(person.id())
        : new Reference().setDisplay(grantee.toString());
  }
}
