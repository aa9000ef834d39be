package vigie.api.access;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who everybody is and every patient's rights, in memory, so that a decision needs no database:
 * loaded at start, then told of each change. Safe to share between threads.
 */
@Singleton
public final class AccessDirectory {
  private final Map<UUID, Actor> people = new ConcurrentHashMap<>();
  private final Map<UUID, PatientRights> patients = new ConcurrentHashMap<>();
  private final Set<UUID> erased = ConcurrentHashMap.newKeySet();
  // Of whom a person, or the staff of an organisation, may see anything: a superset, the decision
  // itself is always asked.
  private final Map<Object, Set<UUID>> patientsByViewer = new ConcurrentHashMap<>();

  /** Notes a person; an erased one is nobody. */
  public void putPerson(Actor person) {
    people.put(person.person(), person);
    if (erased.contains(person.person())) {
      people.remove(person.person());
    }
  }

  /** Forgets an erased patient, for ever: from now on they are nobody, and so is their file. */
  public void erase(UUID patient) {
    erased.add(patient);
    people.remove(patient);
    patients.remove(patient);
    patientsByViewer.values().forEach(some -> some.remove(patient));
  }

  /** Notes a patient's rights; older than those known are ignored. */
  public void put(PatientRights rights) {
    patients.merge(
        rights.patient(), rights, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    if (erased.contains(rights.patient())) {
      // A change that was under way when they were erased.
      patients.remove(rights.patient());
      return;
    }
    if (rights.treatingPhysician() != null) {
      viewer(rights.treatingPhysician(), rights.patient());
    }
    for (Grant grant : rights.grants()) {
      if (grant.grantee() instanceof Grantee.Person person) {
        viewer(person.id(), rights.patient());
      } else if (grant.grantee() instanceof Grantee.Team team) {
        team.members().forEach(member -> viewer(member, rights.patient()));
      } else {
        viewer(grant.grantee(), rights.patient());
      }
    }
  }

  /** The person as an actor, or empty when there is no such person (any more). */
  public Optional<Actor> actor(UUID person) {
    return Optional.ofNullable(people.get(person));
  }

  /** Whether somebody who asks for this organisation is barred from every grant (C-31). */
  public boolean barred(String organisation) {
    return people.values().stream()
        .anyMatch(
            actor ->
                actor.barred()
                    && actor.professional() != null
                    && organisation.equals(actor.professional().organisation()));
  }

  /** The patient's rights, or empty when there is no such patient. */
  public Optional<PatientRights> patient(UUID patient) {
    return Optional.ofNullable(patients.get(patient));
  }

  /** Patients of whom this person may see something; each must still be decided. */
  public Set<UUID> patientsOf(Actor viewer) {
    Set<UUID> found = ConcurrentHashMap.newKeySet();
    found.addAll(patientsByViewer.getOrDefault(viewer.person(), Set.of()));
    Professional professional = viewer.professional();
    if (professional != null && professional.organisation() != null) {
      Grantee staff = new Grantee.Staff(professional.profession(), professional.organisation());
      found.addAll(patientsByViewer.getOrDefault(staff, Set.of()));
    }
    return found.stream()
        .filter(
            patient -> {
              PatientRights rights = patients.get(patient);
              return rights != null
                  && (viewer.person().equals(rights.treatingPhysician())
                      || rights.grants().stream()
                          .anyMatch(grant -> grant.grantee().covers(viewer)));
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private void viewer(Object viewer, UUID patient) {
    patientsByViewer.computeIfAbsent(viewer, any -> ConcurrentHashMap.newKeySet()).add(patient);
  }
}
