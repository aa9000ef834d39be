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
import vigie.alert.AlertHistory;
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

  private final Map<UUID, AlertHistory> open = new HashMap<>();
  private final Set<PatientId> erased = new HashSet<>();
  private final Map<UUID, AlertHistory> resolved =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, AlertHistory> eldest) {
          return size() > RESOLVED_KEPT;
        }
      };

  /**
   * Takes a transition.
   *
   * @return whether the alert now stands as it says: not so when it, or a later one of the same
   *     alert, was taken before, or the patient is erased
   */
  public synchronized boolean apply(AlertTransition transition) {
    if (erased.contains(transition.patient())) {
      return false;
    }
    UUID alert = transition.alert();
    AlertHistory known = known(alert);
    AlertHistory history = known == null ? new AlertHistory() : known;
    AlertHistory.Told told = history.take(transition);
    if (told == AlertHistory.Told.AGAIN || told == AlertHistory.Told.EARLIER) {
      return false;
    }
    if (transition.phase() == AlertPhase.RESOLVED) {
      open.remove(alert);
      resolved.put(alert, history);
    } else {
      resolved.remove(alert);
      open.put(alert, history);
    }
    return true;
  }

  /** Forgets an erased patient's alerts, those to come among them. */
  public synchronized void erase(PatientId patient) {
    erased.add(patient);
    open.values().removeIf(history -> history.newest().patient().equals(patient));
    resolved.values().removeIf(history -> history.newest().patient().equals(patient));
  }

  @Override
  public synchronized Optional<AlertTransition> newest(UUID alert) {
    return Optional.ofNullable(known(alert)).map(AlertHistory::newest);
  }

  /** The patient's open alerts, in no order. */
  public synchronized List<AlertTransition> openOf(PatientId patient) {
    List<AlertTransition> found = new ArrayList<>();
    for (AlertHistory history : open.values()) {
      if (history.newest().patient().equals(patient)) {
        found.add(history.newest());
      }
    }
    return found;
  }

  /** How many alerts are open. */
  public synchronized int size() {
    return open.size();
  }

  private @Nullable AlertHistory known(UUID alert) {
    AlertHistory known = open.get(alert);
    return known != null ? known : resolved.get(alert);
  }
}
