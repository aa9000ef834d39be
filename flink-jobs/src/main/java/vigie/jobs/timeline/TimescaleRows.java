package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import vigie.reading.Original;
import vigie.reading.Reading;

/** Rows of readings as the arrays of a statement, one for each column. */
final class TimescaleRows {
  /** So many parameters has {@link #SOURCE}. */
  static final int PARAMETERS = 14;

  /** SQL for a table of them with short names, and their place from 1 on as {@code i}. */
  static final String SOURCE =
      "unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::int8[],"
          + " ?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::float8[],"
          + " ?::text[]) WITH ORDINALITY AS u (p, m, t, d, v, te, r, dev, s, z, q, c, ov, ou, i)";

  /** SQL for their columns in the order of {@link TimescaleCopyEncoder#COLUMNS}. */
  static final String VALUES =
      "p, m, "
          + TimescaleTime.fromMillis("t")
          + ", d, v, "
          + TimescaleTime.fromMillis("te")
          + ", "
          + TimescaleTime.fromMillis("r")
          + ", dev, s, z, q, c, ov, ou";

  private TimescaleRows() {}

  /** Sets the first parameters of a statement, those of {@link #SOURCE}. */
  static void bind(Connection connection, PreparedStatement statement, List<ReadingRow> rows)
      throws SQLException {
    PGConnection arrays = connection.unwrap(PGConnection.class);
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
