package vigie.api.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vigie.reading.PatientId;

/** The open streams: whom each follows, and how many each person has. Safe for many threads. */
final class Watchers {
  private final int perPersonMax;
  private final Map<String, Set<Watcher>> byPatient = new ConcurrentHashMap<>();
  private final Set<Watcher> ofAll = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Integer> perPerson = new ConcurrentHashMap<>();

  Watchers(int perPersonMax) {
    this.perPersonMax = perPersonMax;
  }

  /** Counts one more stream of this person; false when that would be too many. */
  boolean reserve(UUID viewer) {
    int streams = perPerson.merge(viewer, 1, Integer::sum);
    if (streams > perPersonMax) {
      release(viewer);
      return false;
    }
    return true;
  }

  /** Takes in one that was counted. */
  void add(Watcher watcher) {
    PatientId patient = watcher.patient();
    if (patient == null) {
      ofAll.add(watcher);
    } else {
      byPatient.compute(
          patient.toString(),
          (key, some) -> {
            Set<Watcher> set = some == null ? ConcurrentHashMap.newKeySet() : some;
            set.add(watcher);
            return set;
          });
    }
  }

  /** Takes one out, and counts it no more; one that is not there is passed over. */
  void remove(Watcher watcher) {
    PatientId patient = watcher.patient();
    boolean[] was = new boolean[1];
    if (patient == null) {
      was[0] = ofAll.remove(watcher);
    } else {
      byPatient.computeIfPresent(
          patient.toString(),
          (key, some) -> {
            was[0] = some.remove(watcher);
            return some.isEmpty() ? null : some;
          });
    }
    if (was[0]) {
      release(watcher.viewer());
    }
  }

  private void release(UUID viewer) {
    perPerson.computeIfPresent(viewer, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Those that follow this patient alone. */
  Set<Watcher> following(String patient) {
    return byPatient.getOrDefault(patient, Set.of());
  }

  /** Those to whom this patient's alerts may matter: of all patients, and of this one. */
  List<Set<Watcher>> watching(String patient) {
    return List.of(ofAll, following(patient));
  }

  void each(Consumer<Watcher> action) {
    ofAll.forEach(action);
    byPatient.values().forEach(some -> some.forEach(action));
  }

  int count() {
    return ofAll.size() + byPatient.values().stream().mapToInt(Set::size).sum();
  }
}
