package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.reading.Original;
import vigie.reading.Reading;

/** A store in memory that can be told not to answer. One thread. */
final class InMemoryReadingStore implements TimelineStore<Reading> {
  private final Map<UUID, Reading> readings = new LinkedHashMap<>();
  private int refusals;
  private int batches;

  @Override
  public int keep(List<Reading> batch) throws StoreUnavailableException, UnstorableException {
    if (refusals > 0) {
      refusals--;
      throw new StoreUnavailableException("told not to answer", new IllegalStateException());
    }
    for (Reading reading : batch) {
      Original original = reading.original();
      if (original != null && original.unit().indexOf('\0') >= 0) {
        throw new UnstorableException("22021", new IllegalStateException());
      }
    }
    batches++;
    int before = readings.size();
    batch.forEach(reading -> readings.putIfAbsent(reading.id(), reading));
    return readings.size() - before;
  }

  @Override
  public void close() {}

  void refuse(int times) {
    refusals = times;
  }

  int batches() {
    return batches;
  }

  List<Reading> stored() {
    return new ArrayList<>(readings.values());
  }

  List<Rollup> rollups(Resolution resolution) {
    return ExpectedRollups.of(readings.values(), resolution);
  }
}
