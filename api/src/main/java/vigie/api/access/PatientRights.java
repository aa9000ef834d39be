package vigie.api.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;

/**
 * Who may see what of one patient, as it stands.
 *
 * @param patient whose
 * @param version counts changes; a lower one is old
 * @param treatingPhysician sees every category the patient consented to (C-22); null for none
 * @param emergencyContact told to act, sees nothing by that; null for none
 * @param consents categories that are taken in at all
 * @param grants what others may do, care teams of accepted episodes among them
 * @param mandates who acts in the patient's place, at most one each
 * @param masks what is hidden from all but the treating physician
 * @param emergency how the file stands to break-glass
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
    Emergency emergency) {
  /** Copies what could change. */
  public PatientRights {
    consents = Set.copyOf(consents);
    grants = List.copyOf(grants);
    mandates = List.copyOf(mandates);
    masks = List.copyOf(masks);
  }

  /** The mandate of this person, in force or not; empty when there is none. */
  Optional<Mandate> mandate(UUID person) {
    return mandates.stream().filter(each -> each.representative().equals(person)).findFirst();
  }
}
