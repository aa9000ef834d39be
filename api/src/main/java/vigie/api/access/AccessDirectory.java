package vigie.api.access;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Everybody's role and every patient's rights, in memory, so that a decision needs no database:
 * loaded at start, then told of each change. Safe to share between threads.
 */
@Singleton
public final class AccessDirectory {
  private final Map<UUID, Role> roles = new ConcurrentHashMap<>();
  private final Map<UUID, PatientRights> patients = new ConcurrentHashMap<>();
  // Who may see anything of whom: a superset, the decision itself is always asked.
  private final Map<UUID, Set<UUID>> patientsByViewer = new ConcurrentHashMap<>();

  /** Notes a person. */
  public void putPerson(UUID person, Role role) {
    roles.put(person, role);
  }

  /** Notes a patient's rights; older than those known are ignored. */
  public void put(PatientRights rights) {
    patients.merge(
        rights.patient(), rights, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    if (rights.treatingPhysician() != null) {
      viewer(rights.treatingPhysician(), rights.patient());
    }
    rights.grants().keySet().forEach(grantee -> viewer(grantee, rights.patient()));
  }

  /** The person as an actor, or empty when there is no such person (any more). */
  public Optional<Actor> actor(UUID person) {
    return Optional.ofNullable(roles.get(person)).map(role -> new Actor(person, role));
  }

  /** The patient's rights, or empty when there is no such patient. */
  public Optional<PatientRights> patient(UUID patient) {
    return Optional.ofNullable(patients.get(patient));
  }

  /** Patients of whom this person may see something; each must still be decided. */
  public Set<UUID> patientsOf(UUID viewer) {
    return patientsByViewer.getOrDefault(viewer, Set.of()).stream()
        .filter(
            patient -> {
              PatientRights rights = patients.get(patient);
              return rights != null
                  && (viewer.equals(rights.treatingPhysician())
                      || rights.grants().containsKey(viewer));
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private void viewer(UUID viewer, UUID patient) {
    patientsByViewer.computeIfAbsent(viewer, any -> ConcurrentHashMap.newKeySet()).add(patient);
  }
}
