package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vigie.alert.AlertHistory;
import vigie.alert.AlertTransition;

/** What a batch of transitions changes in a store that knows others of the same alerts. Pure. */
final class AlertChanges {
  private static final Comparator<UUID> ORDER = ReadingRow::compareUuids;

  private final Map<UUID, AlertHistory> histories = new HashMap<>();
  private final SortedMap<UUID, TreeMap<Integer, AlertTransition>> added = new TreeMap<>(ORDER);
  private final SortedMap<UUID, AlertTransition> standing = new TreeMap<>(ORDER);
  private final SortedMap<UUID, Integer> neverWere = new TreeMap<>(ORDER);

  /**
   * Nothing has changed yet.
   *
   * @param known all that the store has of the alerts, those of one alert in their order
   */
  AlertChanges(List<AlertTransition> known) {
    known.forEach(this::historyOf);
  }

  private AlertHistory.Told historyOf(AlertTransition transition) {
    return histories
        .computeIfAbsent(transition.alert(), alert -> new AlertHistory())
        .take(transition);
  }

  /** The next one, in the order of the topic. */
  void take(AlertTransition transition) {
    AlertHistory.Told told = historyOf(transition);
    if (told == AlertHistory.Told.AGAIN) {
      return;
    }
    UUID alert = transition.alert();
    TreeMap<Integer, AlertTransition> here = added.computeIfAbsent(alert, id -> new TreeMap<>());
    if (told == AlertHistory.Told.INSTEAD) {
      here.tailMap(transition.sequence()).clear();
      neverWere.merge(alert, transition.sequence(), Math::min);
    }
    here.put(transition.sequence(), transition);
    if (told != AlertHistory.Told.EARLIER) {
      standing.put(alert, transition);
    }
  }

  /** From which sequence number on the store's own transitions of an alert never were. */
  SortedMap<UUID, Integer> neverWere() {
    return neverWere;
  }

  /** Those to add, by alert and sequence. */
  List<AlertTransition> added() {
    List<AlertTransition> all = new ArrayList<>();
    added.values().forEach(here -> all.addAll(here.values()));
    return all;
  }

  /** How the alerts stand that changed. */
  List<AlertTransition> standing() {
    return List.copyOf(standing.values());
  }
}
