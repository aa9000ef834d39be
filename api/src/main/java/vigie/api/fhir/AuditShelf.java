package vigie.api.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.audit.AuditLog;
import vigie.api.audit.AuditNames;
import vigie.api.audit.AuditWords;
import vigie.api.people.JdbcPeople;
import vigie.api.people.Person;

/** Who asked for a patient's data, newest first, in the patient's language. */
final class AuditShelf implements FhirShelf {
  private final AuditLog audit;
  private final JdbcPeople people;
  private final UUID patient;
  private final FhirRecord.Part part;

  AuditShelf(AuditLog audit, JdbcPeople people, UUID patient, FhirRecord.Part part) {
    this.audit = audit;
    this.people = people;
    this.patient = patient;
    this.part = part;
  }

  @Override
  public Slice after(@Nullable String key, int most) {
    List<AuditLog.Entry> found = new ArrayList<>();
    long before = key == null ? Long.MAX_VALUE : seq(key);
    List<AuditLog.Entry> read;
    do {
      read = audit.ofPatient(patient, before, most + 1);
      for (AuditLog.Entry entry : read) {
        before = entry.seq();
        if (part.includes(entry.line().at())) {
          found.add(entry);
        }
      }
    } while (read.size() > most && found.size() <= most);
    AuditWords words = AuditWords.of(people.find(patient).map(Person::language).orElse("fr"));
    AuditNames names = AuditNames.of(found, people);
    return Slice.of(
        found.stream().map(entry -> item(entry, words, names.actor(entry.line()))).toList(), most);
  }

  private Item item(AuditLog.Entry entry, AuditWords words, @Nullable String name) {
    return new Item(
        Long.toString(entry.seq()),
        AuditMapper.event(entry, patient, words.sentence(entry.line(), patient, name), name));
  }

  private static long seq(String key) {
    try {
      return Long.parseLong(key);
    } catch (NumberFormatException e) {
      throw FhirShelves.unknown();
    }
  }
}
