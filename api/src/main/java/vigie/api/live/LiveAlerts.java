package vigie.api.live;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.api.alert.OpenAlerts;
import vigie.reading.PatientId;

/**
 * The alerts as they stand, in memory, from the topic's beginning: what a person acts upon can be
 * found without the database. Open alerts are all kept; of resolved ones the latest {@value
 * #RESOLVED_KEPT}. Safe for many threads.
 */
@Singleton
public final class LiveAlerts implements OpenAlerts {
  private static final int RESOLVED_KEPT = 50_000;

  private final Map<UUID, AlertTransition> open = new HashMap<>();
  private final Set<PatientId> erased = new HashSet<>();
  private final Map<UUID, AlertTransition> resolved =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, AlertTransition> eldest) {
          return size() > RESOLVED_KEPT;
        }
      };

  /**
   * Takes a transition.
   *
   * @return false when it, or a later one of the same alert, was taken before, or the patient is
   *     erased
   */
  public synchronized boolean apply(AlertTransition transition) {
    if (erased.contains(transition.patient())) {
      return false;
    }
    AlertTransition known = known(transition.alert());
    if (known != null && known.sequence() >= transition.sequence()) {
      return false;
    }
    if (transition.phase() == AlertPhase.RESOLVED) {
      open.remove(transition.alert());
      resolved.put(transition.alert(), transition);
    } else {
      open.put(transition.alert(), transition);
    }
    return true;
  }

  /** Forgets an erased patient's alerts, those to come among them. */
  public synchronized void erase(PatientId patient) {
    erased.add(patient);
    open.values().removeIf(transition -> transition.patient().equals(patient));
    resolved.values().removeIf(transition -> transition.patient().equals(patient));
  }

  @Override
  public synchronized Optional<AlertTransition> newest(UUID alert) {
    return Optional.ofNullable(known(alert));
  }

  /** The patient's open alerts, in no order. */
  public synchronized List<AlertTransition> openOf(PatientId patient) {
    List<AlertTransition> found = new ArrayList<>();
    for (AlertTransition transition : open.values()) {
      if (transition.patient().equals(patient)) {
        found.add(transition);
      }
    }
    return found;
  }

  /** How many alerts are open. */
  public synchronized int size() {
    return open.size();
  }

  private @Nullable AlertTransition known(UUID alert) {
    AlertTransition known = open.get(alert);
    return known != null ? known : resolved.get(alert);
  }
}
