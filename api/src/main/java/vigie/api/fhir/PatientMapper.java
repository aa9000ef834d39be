package vigie.api.fhir;

import java.util.UUID;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import vigie.api.people.Person;

/** A patient as far as the caller may know them. */
final class PatientMapper {
  private PatientMapper() {}

  /**
   * A patient.
   *
   * @param person who they are; null when that is not for the caller
   */
  static Patient patient(UUID id, @Nullable Person person) {
    Patient patient = new Patient();
    patient.setId(id.toString());
    patient.addIdentifier(FhirTerms.identifier(FhirTerms.PERSON, id.toString()));
    patient.setActive(true);
    if (person != null) {
      patient
          .addName()
          .setUse(NameUse.USUAL)
          .setFamily(person.lastName())
          .addGiven(person.firstName());
      patient
          .addCommunication()
          .setPreferred(true)
          .setLanguage(FhirTerms.concept("urn:ietf:bcp:47", person.language()));
    }
    return patient;
  }
}
