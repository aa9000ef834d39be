package vigie.jobs.timeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import vigie.reading.Original;
import vigie.reading.Reading;

/** A store in memory that can be told not to answer. One thread. */
final class InMemoryReadingStore implements TimelineStore<Reading> {
  private static final Comparator<Reading> BY_RECEIVED =
      Comparator.comparing(Reading::received)
          .thenComparing(Reading::retracts)
          .thenComparing(Reading::value);

  /** What makes one value of a reading. */
  private record Version(UUID id, double value, boolean retracts) {}

  private final Map<Version, Reading> versions = new LinkedHashMap<>();
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
    int before = versions.size();
    batch.forEach(
        reading ->
            versions.merge(
                new Version(reading.id(), reading.value(), reading.retracts()),
                reading,
                (known, again) -> again.received().isBefore(known.received()) ? again : known));
    return versions.size() - before;
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
    return standing(versions.values());
  }

  List<Rollup> rollups(Resolution resolution) {
    return ExpectedRollups.of(stored(), resolution);
  }

  /** Of each reading the value received last, unless that retracts it. */
  static List<Reading> standing(Collection<Reading> sent) {
    Map<UUID, Reading> last = new LinkedHashMap<>();
    sent.forEach(reading -> last.merge(reading.id(), reading, BinaryOperator.maxBy(BY_RECEIVED)));
    return last.values().stream().filter(reading -> !reading.retracts()).toList();
  }
}
