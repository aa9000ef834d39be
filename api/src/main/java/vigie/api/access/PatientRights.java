package vigie.api.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.patient.Sources;
import vigie.reading.Category;

/**
 * Who may see what of one patient, as it stands.
 *
 * @param patient whose
 * @param version counts changes; a lower one is old
 * @param treatingPhysician sees every category the patient consented to (C-22); null for none
 * @param emergencyContact told to act, sees nothing by that; null for none
 * @param consents categories that are taken in at all, from some device
 * @param grants what others may do, care teams of accepted episodes among them
 * @param mandates who acts in the patient's place, at most one each
 * @param masks what is hidden from all but the treating physician, and what is not to be used and
 *     so hidden from the treating physician too
 * @param emergency how the file stands to break-glass
 * @param sources from which devices, for the consents that are not to all of them
 * @param feedingOpposed whether an objection to others adding to the file was upheld (C-47)
 * @param contactLevel how much of an alert the emergency contact is told
 * @param substitutes who stands in for the treating physician, at whatever hours
 */
public record PatientRights(
    UUID patient,
    long version,
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    Set<Category> consents,
    List<Grant> grants,
    List<Mandate> mandates,
    List<Mask> masks,
    Emergency emergency,
    Map<Category, Sources> sources,
    boolean feedingOpposed,
    ContactLevel contactLevel,
    Set<UUID> substitutes) {
  /** One whose consents are to every device, and where nobody stands in. */
  public PatientRights(
      UUID patient,
      long version,
      @Nullable UUID treatingPhysician,
      @Nullable UUID emergencyContact,
      Set<Category> consents,
      List<Grant> grants,
      List<Mandate> mandates,
      List<Mask> masks,
      Emergency emergency) {
    this(
        patient,
        version,
        treatingPhysician,
        emergencyContact,
        consents,
        grants,
        mandates,
        masks,
        emergency,
        Map.of(),
        false,
        ContactLevel.NONE,
        Set.of());
  }

  /** Copies what could change. */
  public PatientRights {
    consents = Set.copyOf(consents);
    grants = List.copyOf(grants);
    mandates = List.copyOf(mandates);
    masks = List.copyOf(masks);
    sources = Map.copyOf(sources);
    substitutes = Set.copyOf(substitutes);
  }

  /** The categories that are taken in from this device. */
  public Set<Category> consents(String device) {
    return Sources.from(device, consents, sources);
  }

  /** What is not to be used, and so shown to nobody but the patient. */
  public List<Mask> unused() {
    return masks.stream().filter(Mask::unused).toList();
  }

  /** The mandate of this person, in force or not; empty when there is none. */
  Optional<Mandate> mandate(UUID person) {
    return mandates.stream().filter(each -> each.representative().equals(person)).findFirst();
  }
}
