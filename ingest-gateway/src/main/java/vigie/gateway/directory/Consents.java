package vigie.gateway.directory;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** What each patient has consented to, as far as known. Safe to read while kept up to date. */
public final class Consents {
  /** Only what is asked for is kept, not the profile. */
  private record Given(long version, Set<Category> categories, Map<Category, Sources> sources) {}

  private final Map<PatientId, Given> byPatient = new ConcurrentHashMap<>();

  /** Nobody is known yet. */
  public Consents() {}

  /** Takes in what is now said of a patient; null when erased. An older version changes nothing. */
  public void update(PatientId patient, @Nullable PatientProfile profile) {
    byPatient.compute(
        patient,
        (id, known) -> {
          if (profile == null) {
            return null;
          }
          return known != null && known.version() > profile.version()
              ? known
              : new Given(profile.version(), profile.consents(), profile.sources());
        });
  }

  /** The categories consented to from this device; empty for a patient who is not known. */
  public Set<Category> of(PatientId patient, String device) {
    Given given = byPatient.get(patient);
    return given == null ? Set.of() : Sources.from(device, given.categories(), given.sources());
  }

  /** How many of the patients that are known are such. */
  public long count(Predicate<PatientId> such) {
    return byPatient.keySet().stream().filter(such).count();
  }

  /** How many patients are known. */
  public int size() {
    return byPatient.size();
  }
}
