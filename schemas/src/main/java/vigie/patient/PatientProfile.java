package vigie.patient;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.PatientId;

/**
 * What the stream may know of a patient. Recipients are ids; their addresses stay in the store.
 *
 * @param patient whose
 * @param version counts changes; a lower one than already seen is old
 * @param consents categories whose readings may be taken and watched, of at least one source
 * @param treatingPhysician told first; null when there is none
 * @param emergencyContact told to act when no clinician answers; null when there is none
 * @param limits the patient's own limits, at most one per rule
 * @param flags facts that change which rules apply
 * @param cover when the treating physician is there, and who stands in otherwise
 * @param sources of which devices, for the consents that are not to all of them
 * @param restricted ids of metrics whose readings are kept and not used (C-69)
 * @param sourceOrder ids of devices by metric, the preferred one first, where the patient ranked
 *     them and the stream asks
 */
public record PatientProfile(
    PatientId patient,
    long version,
    Set<Category> consents,
    @Nullable UUID treatingPhysician,
    @Nullable UUID emergencyContact,
    List<PatientLimit> limits,
    Set<ProfileFlag> flags,
    Cover cover,
    Map<Category, Sources> sources,
    Set<String> restricted,
    Map<String, List<String>> sourceOrder) {
  /** One who ranks no devices. */
  public PatientProfile(
      PatientId patient,
      long version,
      Set<Category> consents,
      @Nullable UUID treatingPhysician,
      @Nullable UUID emergencyContact,
      List<PatientLimit> limits,
      Set<ProfileFlag> flags,
      Cover cover,
      Map<Category, Sources> sources,
      Set<String> restricted) {
    this(
        patient,
        version,
        consents,
        treatingPhysician,
        emergencyContact,
        limits,
        flags,
        cover,
        sources,
        restricted,
        Map.of());
  }

  /** One who consents to each category whatever the device, and restricts nothing. */
  public PatientProfile(
      PatientId patient,
      long version,
      Set<Category> consents,
      @Nullable UUID treatingPhysician,
      @Nullable UUID emergencyContact,
      List<PatientLimit> limits,
      Set<ProfileFlag> flags,
      Cover cover) {
    this(
        patient,
        version,
        consents,
        treatingPhysician,
        emergencyContact,
        limits,
        flags,
        cover,
        Map.of(),
        Set.of());
  }

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
    sources = Map.copyOf(sources);
    restricted = Set.copyOf(restricted);
    sourceOrder =
        sourceOrder.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, order -> List.copyOf(order.getValue())));
  }

  /** Whether readings of this category from this device may be taken and watched. */
  public boolean consentsTo(Category category, String device) {
    if (!consents.contains(category)) {
      return false;
    }
    Sources covered = sources.isEmpty() ? null : sources.get(category);
    return covered == null || covered.covers(device);
  }

  /** The categories of which readings from this device may be taken and watched. */
  public Set<Category> consents(String device) {
    return Sources.from(device, consents, sources);
  }

  /** Whether readings of this metric, or of one that it is made of, are not to be used. */
  public boolean restricts(Metric metric) {
    return !restricted.isEmpty()
        && (restricted.contains(metric.id())
            || metric.derivedFrom().stream().anyMatch(restricted::contains));
  }
}
