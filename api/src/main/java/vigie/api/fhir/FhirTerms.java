package vigie.api.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import vigie.api.event.Provenance;

/** The code systems that answers use, and the small parts that all mappers make. */
final class FhirTerms {
  static final String LOINC = "http://loinc.org";
  static final String UCUM = "http://unitsofmeasure.org";
  static final String STATISTICS = "http://terminology.hl7.org/CodeSystem/observation-statistics";
  static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  /** Ours: what no public system has a code for. Listed in docs/fhir.md. */
  static final String METRIC = "urn:vigie:metric";

  static final String CATEGORY = "urn:vigie:category";
  static final String PERSON = "urn:vigie:person";
  static final String DEVICE = "urn:vigie:device";
  static final String CONTROLLER = "urn:vigie:controller";

  private FhirTerms() {}

  static Coding coding(String system, String code) {
    return new Coding().setSystem(system).setCode(code);
  }

  static CodeableConcept concept(String system, String code) {
    return new CodeableConcept().addCoding(coding(system, code));
  }

  /** Who answers for what stands in this table (C-32). */
  static Coding controller(String table) {
    return coding(CONTROLLER, Provenance.Controller.of(table).name());
  }

  static CodeableConcept text(String text) {
    return new CodeableConcept().setText(text);
  }

  static Reference patient(UUID patient) {
    return new Reference("Patient/" + patient);
  }

  /** A person by id only: who they are is not told here. */
  static Reference person(UUID person) {
    return new Reference().setIdentifier(identifier(PERSON, person.toString()));
  }

  /** The patient by reference, anybody else by id. */
  static Reference person(UUID person, UUID patient) {
    return person.equals(patient) ? patient(patient) : person(person);
  }

  /** A device by its name: who may read an Observation may not therefore read the Device. */
  static Reference device(String device) {
    return new Reference().setIdentifier(identifier(DEVICE, device));
  }

  static Identifier identifier(String system, String value) {
    return new Identifier().setSystem(system).setValue(value);
  }

  /** An id made of what tells a resource from others, the same every time. */
  static String id(Object... parts) {
    StringBuilder name = new StringBuilder();
    for (Object part : parts) {
      name.append(part).append('\n');
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** In the given zone, UTC where none is known; in milliseconds where there are any. */
  static DateTimeType dateTime(Instant at, @Nullable Integer zoneOffsetMinutes) {
    return new DateTimeType(iso(at, zoneOffsetMinutes));
  }

  static DateTimeType dateTime(Instant at) {
    return dateTime(at, null);
  }

  static InstantType instant(Instant at) {
    return new InstantType(iso(at, null));
  }

  static Period period(@Nullable Instant start, @Nullable Instant end, @Nullable Integer zone) {
    Period period = new Period();
    if (start != null) {
      period.setStartElement(dateTime(start, zone));
    }
    if (end != null) {
      period.setEndElement(dateTime(end, zone));
    }
    return period;
  }

  private static String iso(Instant at, @Nullable Integer zoneOffsetMinutes) {
    ZoneOffset zone =
        zoneOffsetMinutes == null
            ? ZoneOffset.UTC
            : ZoneOffset.ofTotalSeconds(zoneOffsetMinutes * 60);
    return OffsetDateTime.ofInstant(at, zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
