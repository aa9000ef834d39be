package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import vigie.reading.Reading;

/**
 * Readings and their rollups in TimescaleDB.
 *
 * <p>A batch, sorted by the primary key, goes straight into the table by binary COPY, which has no
 * ON CONFLICT. When it meets a reading that is there already, the transaction is undone and the
 * batch written by INSERT ON CONFLICT DO NOTHING, at half the speed. Repetitions come in runs (a
 * restart reads again from the last checkpoint), so COPY is tried again only some batches later.
 * Either way the rollups of exactly the newly inserted rows are merged in the same transaction, and
 * readings of erased patients are left out. Where another value of a reading is there already, or
 * comes with it, {@link TimescaleCorrections} settles which one stands.
 */
public final class TimescaleReadingStore implements TimelineStore<Reading> {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int BATCHES_WITHOUT_COPY = 8;
  private static final int INSERT_ATTEMPTS = 3;

  static final String COPY =
      "COPY reading (" + TimescaleCopyEncoder.COLUMNS + ") FROM STDIN (FORMAT binary)";

  private static final String INSERT =
      "INSERT INTO reading ("
          + TimescaleCopyEncoder.COLUMNS
          + ") SELECT "
          + TimescaleRows.VALUES
          + " FROM "
          + TimescaleRows.SOURCE
          + " ON CONFLICT DO NOTHING RETURNING patient_id, metric, "
          + TimescaleTime.toMillis("ts")
          + ", disc";

  private final TimescaleSession session;
  private final boolean withRollups;
  private final TimescaleCopyEncoder encoder = new TimescaleCopyEncoder();
  private int batchesUntilCopy;

  /** Connects at the first batch, not yet. */
  public TimescaleReadingStore(TimescaleSettings settings) {
    this(settings, true);
  }

  /**
   * For measuring what the rollups cost.
   *
   * @param withRollups false leaves the rollup tables as they are
   */
  public TimescaleReadingStore(TimescaleSettings settings, boolean withRollups) {
    this.session = new TimescaleSession(settings);
    this.withRollups = withRollups;
  }

  @Override
  public int keep(List<Reading> batch) throws StoreUnavailableException, UnstorableException {
    List<ReadingRow> rows = ReadingRow.sorted(batch);
    if (rows.isEmpty()) {
      return 0;
    }
    if (batchesUntilCopy == 0) {
      try {
        return session.transaction(connection -> copy(connection, rows));
      } catch (UnstorableException e) {
        if (!e.reason().equals(UNIQUE_VIOLATION)) {
          throw e;
        }
        batchesUntilCopy = BATCHES_WITHOUT_COPY;
      }
    } else {
      batchesUntilCopy--;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return session.transaction(connection -> insert(connection, rows));
      } catch (UnstorableException e) {
        // Only where two correct the same at once; whoever comes later sees what the other wrote.
        if (!e.reason().equals(UNIQUE_VIOLATION) || attempt == INSERT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private int copy(Connection connection, List<ReadingRow> batch) throws SQLException {
    List<ReadingRow> rows = TimescaleErased.without(connection, batch);
    List<ReadingRow> contested = TimescaleCorrections.contested(connection, rows);
    List<ReadingRow> plain = without(rows, contested);
    encoder.clear();
    plain.forEach(encoder::add);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      encoder.sendTo(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    mergeRollups(connection, plain);
    return plain.size() + TimescaleCorrections.settle(connection, contested, withRollups);
  }

  private int insert(Connection connection, List<ReadingRow> batch) throws SQLException {
    List<ReadingRow> rows = TimescaleErased.without(connection, batch);
    List<ReadingRow> contested = new ArrayList<>(TimescaleCorrections.contested(connection, rows));
    List<ReadingRow> inserted = new ArrayList<>();
    List<ReadingRow> there = new ArrayList<>();
    List<ReadingRow> plain = without(rows, contested);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      TimescaleRows.bind(connection, statement, plain);
      try (ResultSet keys = statement.executeQuery()) {
        int next = 0;
        while (keys.next()) {
          UUID patient = keys.getObject(1, UUID.class);
          int metric = keys.getInt(2);
          long ts = keys.getLong(3);
          long disc = keys.getLong(4);
          // Rows come back in the order given, with those left out that were there.
          while (!plain.get(next).hasKey(patient, metric, ts, disc)) {
            there.add(plain.get(next));
            next++;
          }
          inserted.add(plain.get(next));
          next++;
        }
        there.addAll(plain.subList(next, plain.size()));
      }
    }
    mergeRollups(connection, inserted);
    contested.addAll(TimescaleCorrections.differing(connection, there));
    return inserted.size() + TimescaleCorrections.settle(connection, contested, withRollups);
  }

  private static List<ReadingRow> without(List<ReadingRow> rows, List<ReadingRow> some) {
    if (some.isEmpty()) {
      return rows;
    }
    Set<ReadingRow> left = Collections.newSetFromMap(new IdentityHashMap<>());
    left.addAll(some);
    return rows.stream().filter(row -> !left.contains(row)).toList();
  }

  private void mergeRollups(Connection connection, List<ReadingRow> rows) throws SQLException {
    if (withRollups && !rows.isEmpty()) {
      TimescaleRollups.merge(connection, rows);
    }
  }
}
