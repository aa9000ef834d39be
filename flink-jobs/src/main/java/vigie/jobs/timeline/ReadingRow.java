package vigie.jobs.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vigie.reading.Reading;

/**
 * A reading with the key of its row: patient, metric, effective time, and what tells readings of
 * one instant apart. Corrections of a reading have its key.
 *
 * @param patient whose
 * @param metric number of the metric
 * @param ts effective time, milliseconds since 1970 UTC
 * @param disc low 64 bits of the reading's id
 * @param reading all of it
 */
record ReadingRow(UUID patient, int metric, long ts, long disc, Reading reading) {

  /** The order of the table's primary key; PostgreSQL orders uuid by its bytes, unsigned. */
  private static final Comparator<ReadingRow> BY_KEY = ReadingRow::compareKeys;

  private static final Comparator<ReadingRow> BY_VERSION =
      BY_KEY
          .thenComparing((ReadingRow row) -> row.reading.retracts())
          .thenComparing(row -> row.reading.value())
          .thenComparing(row -> row.reading.received());

  static ReadingRow of(Reading reading) {
    return new ReadingRow(
        reading.patient().value(),
        reading.metric().number(),
        reading.effective().toEpochMilli(),
        reading.id().getLeastSignificantBits(),
        reading);
  }

  /**
   * The rows of these readings in the order of the primary key, each value of a key once, as it was
   * first received.
   */
  static List<ReadingRow> sorted(Collection<Reading> readings) {
    ArrayList<ReadingRow> rows = new ArrayList<>(readings.size());
    for (Reading reading : readings) {
      rows.add(of(reading));
    }
    rows.sort(BY_VERSION);
    ArrayList<ReadingRow> distinct = new ArrayList<>(rows.size());
    for (ReadingRow row : rows) {
      if (distinct.isEmpty() || !row.hasValueOf(distinct.get(distinct.size() - 1))) {
        distinct.add(row);
      }
    }
    return distinct;
  }

  private boolean hasValueOf(ReadingRow other) {
    return hasKeyOf(other)
        && reading.value() == other.reading.value()
        && reading.retracts() == other.reading.retracts();
  }

  boolean hasKeyOf(ReadingRow other) {
    return hasKey(other.patient, other.metric, other.ts, other.disc);
  }

  boolean hasKey(UUID otherPatient, int otherMetric, long otherTs, long otherDisc) {
    return disc == otherDisc
        && ts == otherTs
        && metric == otherMetric
        && patient.equals(otherPatient);
  }

  private static int compareKeys(ReadingRow a, ReadingRow b) {
    int order = compareUuids(a.patient, b.patient);
    if (order == 0) {
      order = Integer.compare(a.metric, b.metric);
    }
    if (order == 0) {
      order = Long.compare(a.ts, b.ts);
    }
    return order == 0 ? Long.compare(a.disc, b.disc) : order;
  }

  static int compareUuids(UUID a, UUID b) {
    int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return order == 0
        ? Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits())
        : order;
  }
}
