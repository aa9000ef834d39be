package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import vigie.alert.AlertTransition;

class InMemoryAlertStoreTest extends AlertStoreContract {
  private final InMemoryAlertStore store = new InMemoryAlertStore();

  @Override
  TimelineStore<AlertTransition> store() {
    return store;
  }

  @Override
  List<AlertTransition> transitions() {
    return store.byAlert.values().stream().flatMap(all -> all.values().stream()).toList();
  }

  @Override
  List<Standing> alerts() {
    List<Standing> standings = new ArrayList<>();
    store.byAlert.forEach(
        (alert, all) ->
            standings.add(
                new Standing(
                    Objects.requireNonNull(all.lastEntry()).getValue(),
                    Objects.requireNonNull(all.firstEntry()).getValue().at())));
    return standings;
  }

  /** Keeps transitions in a map. One thread. */
  private static final class InMemoryAlertStore implements TimelineStore<AlertTransition> {
    private final Map<UUID, TreeMap<Integer, AlertTransition>> byAlert = new LinkedHashMap<>();

    @Override
    public int keep(List<AlertTransition> batch) {
      int kept = 0;
      for (AlertTransition transition : batch) {
        TreeMap<Integer, AlertTransition> all =
            byAlert.computeIfAbsent(transition.alert(), alert -> new TreeMap<>());
        AlertTransition known = all.put(transition.sequence(), transition);
        if (known == null) {
          kept++;
        } else if (!known.equals(transition)) {
          all.tailMap(transition.sequence(), false).clear();
          kept++;
        }
      }
      return kept;
    }

    @Override
    public void close() {}
  }
}
