package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import vigie.reading.Original;
import vigie.reading.Reading;

/**
 * Readings and their rollups in TimescaleDB.
 *
 * <p>A batch, sorted by the primary key, goes straight into the table by binary COPY, which has no
 * ON CONFLICT. When it meets a reading that is there already, the transaction is undone and the
 * batch written by INSERT ON CONFLICT DO NOTHING, at half the speed. Repetitions come in runs (a
 * restart reads again from the last checkpoint), so COPY is tried again only some batches later.
 * Either way the rollups of exactly the newly inserted rows are merged in the same transaction, and
 * readings of erased patients are left out.
 */
public final class TimescaleReadingStore implements TimelineStore<Reading> {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int BATCHES_WITHOUT_COPY = 8;

  static final String COPY =
      "COPY reading (" + TimescaleCopyEncoder.COLUMNS + ") FROM STDIN (FORMAT binary)";

  private static final String INSERT =
      "INSERT INTO reading ("
          + TimescaleCopyEncoder.COLUMNS
          + ") SELECT p, m, "
          + TimescaleTime.fromMillis("t")
          + ", d, v, "
          + TimescaleTime.fromMillis("te")
          + ", "
          + TimescaleTime.fromMillis("r")
          + ", dev, s, z, q, c, ov, ou"
          + " FROM unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::int8[],"
          + " ?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::float8[],"
          + " ?::text[]) AS u (p, m, t, d, v, te, r, dev, s, z, q, c, ov, ou)"
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
    return session.transaction(connection -> insert(connection, rows));
  }

  @Override
  public void close() {
    session.close();
  }

  private int copy(Connection connection, List<ReadingRow> batch) throws SQLException {
    List<ReadingRow> rows = TimescaleErased.without(connection, batch);
    encoder.clear();
    rows.forEach(encoder::add);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      encoder.sendTo(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
    mergeRollups(connection, rows);
    return rows.size();
  }

  private int insert(Connection connection, List<ReadingRow> batch) throws SQLException {
    List<ReadingRow> rows = TimescaleErased.without(connection, batch);
    PGConnection arrays = connection.unwrap(PGConnection.class);
    List<ReadingRow> inserted = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      bind(connection, arrays, statement, rows);
      try (ResultSet keys = statement.executeQuery()) {
        int next = 0;
        while (keys.next()) {
          UUID patient = keys.getObject(1, UUID.class);
          int metric = keys.getInt(2);
          long ts = keys.getLong(3);
          long disc = keys.getLong(4);
          // Rows come back in the order given, with those left out that were there.
          while (!rows.get(next).hasKey(patient, metric, ts, disc)) {
            next++;
          }
          inserted.add(rows.get(next));
          next++;
        }
      }
    }
    mergeRollups(connection, inserted);
    return inserted.size();
  }

  private void mergeRollups(Connection connection, List<ReadingRow> rows) throws SQLException {
    if (withRollups && !rows.isEmpty()) {
      TimescaleRollups.merge(connection, rows);
    }
  }

  private static void bind(
      Connection connection,
      PGConnection arrays,
      PreparedStatement statement,
      List<ReadingRow> rows)
      throws SQLException {
    UUID[] patients = rows.stream().map(ReadingRow::patient).toArray(UUID[]::new);
    statement.setArray(1, connection.createArrayOf("uuid", patients));
    statement.setArray(
        2, arrays.createArrayOf("int8", rows.stream().mapToLong(ReadingRow::metric).toArray()));
    statement.setArray(
        3, arrays.createArrayOf("int8", rows.stream().mapToLong(ReadingRow::ts).toArray()));
    statement.setArray(
        4, arrays.createArrayOf("int8", rows.stream().mapToLong(ReadingRow::disc).toArray()));
    statement.setArray(
        5,
        arrays.createArrayOf(
            "float8", rows.stream().mapToDouble(row -> row.reading().value()).toArray()));
    statement.setArray(6, longs(connection, rows, r -> millis(r.effectiveEnd())));
    statement.setArray(7, longs(connection, rows, r -> millis(r.received())));
    statement.setArray(8, texts(connection, rows, r -> r.device().value()));
    statement.setArray(9, longs(connection, rows, Reading::sequence));
    statement.setArray(10, longs(connection, rows, r -> widened(r.zoneOffsetMinutes())));
    statement.setArray(11, longs(connection, rows, r -> (long) r.quality().number()));
    statement.setArray(12, longs(connection, rows, r -> (long) r.context().number()));
    @Nullable Double[] originals = new Double[rows.size()];
    for (int i = 0; i < originals.length; i++) {
      Original original = rows.get(i).reading().original();
      originals[i] = original == null ? null : (Double) original.value();
    }
    statement.setArray(13, connection.createArrayOf("float8", originals));
    statement.setArray(
        14,
        texts(
            connection,
            rows,
            r -> {
              Original original = r.original();
              return original == null ? null : original.unit();
            }));
  }

  private static java.sql.Array longs(
      Connection connection, List<ReadingRow> rows, Function<Reading, @Nullable Long> field)
      throws SQLException {
    @Nullable Long[] values = new Long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.apply(rows.get(i).reading());
    }
    return connection.createArrayOf("int8", values);
  }

  private static java.sql.Array texts(
      Connection connection, List<ReadingRow> rows, Function<Reading, @Nullable String> field)
      throws SQLException {
    @Nullable String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.apply(rows.get(i).reading());
    }
    return connection.createArrayOf("text", values);
  }

  private static @Nullable Long millis(java.time.@Nullable Instant time) {
    return time == null ? null : (Long) time.toEpochMilli();
  }

  private static @Nullable Long widened(@Nullable Integer value) {
    return value == null ? null : (Long) value.longValue();
  }
}
