package vigie.api.access;

import java.util.Map;
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
 * @param grants what others may see, by grantee
 */
public record PatientRights(
    UUID patient,
    long version,
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    Set<Category> consents,
    Map<UUID, Grant> grants) {
  /** Copies what could change. */
  public PatientRights {
    consents = Set.copyOf(consents);
    grants = Map.copyOf(grants);
  }
}
