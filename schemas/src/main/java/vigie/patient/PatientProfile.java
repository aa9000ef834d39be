package vigie.patient;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;
import vigie.reading.PatientId;

/**
 * What the stream may know of a patient. Recipients are ids; their addresses stay in the store.
 *
 * @param patient whose
 * @param version counts changes; a lower one than already seen is old
 * @param consents categories whose readings may be taken and watched
 * @param treatingPhysician told first; null when there is none
 * @param emergencyContact told to act when no clinician answers; null when there is none
 * @param limits the patient's own limits, at most one per rule
 * @param flags facts that change which rules apply
 * @param cover when the treating physician is there, and who stands in otherwise
 */
public record PatientProfile(
    PatientId patient,
    long version,
    Set<Category> consents,
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    List<PatientLimit> limits,
    Set<ProfileFlag> flags,
    Cover cover) {
  /** One whose treating physician is always there. */
  public PatientProfile(
      PatientId patient,
      long version,
      Set<Category> consents,
      @Nullable UUID treatingPhysician,
      @Nullable UUID emergencyContact,
      List<PatientLimit> limits,
      Set<ProfileFlag> flags) {
    this(
        patient, version, consents, treatingPhysician, emergencyContact, limits, flags, Cover.NONE);
  }

  /** Copies what could change. */
  public PatientProfile {
    consents = Set.copyOf(consents);
    limits = List.copyOf(limits);
    flags = Set.copyOf(flags);
  }
}
