package vigie.api.patient;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.api.access.ContactLevel;
import vigie.api.access.Emergency;
import vigie.api.access.Grant;
import vigie.api.access.Mandate;
import vigie.api.access.Mask;
import vigie.api.access.PatientRights;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** Everything decided about one patient, as it stands: the source of profile and rights. */
record PatientFile(
    UUID patient,
    long version,
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    ContactLevel contactLevel,
    Map<Category, Sources> covered,
    Set<String> restricted,
    Map<String, List<String>> sourceOrder,
    List<PatientLimit> limits,
    Set<ProfileFlag> flags,
    Cover cover,
    List<Grant> grants,
    List<Mandate> mandates,
    List<Mask> masks,
    Emergency emergency,
    boolean feedingOpposed) {

  /**
   * A closed account: nothing is consented to, so nothing is taken in or judged, and nobody but the
   * patient and their representatives reads, in an emergency neither.
   */
  static PatientFile closed(UUID patient, long version, List<Mandate> mandates) {
    return new PatientFile(
        patient,
        version,
        null,
        null,
        ContactLevel.NONE,
        Map.of(),
        Set.of(),
        Map.of(),
        List.of(),
        Set.of(),
        Cover.NONE,
        List.of(),
        mandates,
        List.of(),
        new Emergency(true, List.of()),
        true);
  }

  /** What the stream may know. */
  PatientProfile profile() {
    return new PatientProfile(
        new PatientId(patient),
        version,
        covered.keySet(),
        treatingPhysician,
        emergencyContact,
        limits,
        flags,
        cover,
        narrowed(),
        restricted,
        sourceOrder);
  }

  /** What decisions need. */
  PatientRights rights() {
    return new PatientRights(
        patient,
        version,
        treatingPhysician,
        emergencyContact,
        covered.keySet(),
        grants,
        mandates,
        Stream.concat(masks.stream(), unused()).toList(),
        emergency,
        narrowed(),
        feedingOpposed,
        contactLevel,
        cover.substitutes().stream().map(Cover.Substitute::person).collect(Collectors.toSet()));
  }

  /** The consents that are not to every device. */
  private Map<Category, Sources> narrowed() {
    Map<Category, Sources> narrowed = new EnumMap<>(Category.class);
    covered.forEach(
        (category, sources) -> {
          if (!sources.equals(Sources.ALL)) {
            narrowed.put(category, sources);
          }
        });
    return narrowed;
  }

  /** What may not be used at all, and so is shown to nobody but the patient. */
  private Stream<Mask> unused() {
    return Stream.concat(
        narrowed().entrySet().stream()
            .map(each -> Mask.withheld(each.getKey(), each.getValue().others())),
        restricted.stream().sorted().map(Mask::restricted));
  }
}
