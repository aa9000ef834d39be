package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * Merges rollups into the rollup tables. Merging is associative and commutative but for the sum's
 * rounding, so that order and cut of batches do not matter; it is not idempotent, so that each new
 * row must be in exactly one merge, in the transaction that inserts the row.
 */
final class TimescaleRollups {
  private TimescaleRollups() {}

  private static String sql(String table) {
    return "INSERT INTO "
        + table
        + " AS r (patient_id, metric, bucket, count, sum, min, max,"
        + " first_ts, first, first_disc, last_ts, last, last_disc)"
        + " SELECT p, m, "
        + TimescaleTime.fromMillis("b")
        + ", c, s, mi, ma, "
        + TimescaleTime.fromMillis("ft")
        + ", f, fd, "
        + TimescaleTime.fromMillis("lt")
        + ", l, ld"
        + " FROM unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::float8[], ?::float8[],"
        + " ?::float8[], ?::int8[], ?::float8[], ?::int8[], ?::int8[], ?::float8[], ?::int8[])"
        + " AS u (p, m, b, c, s, mi, ma, ft, f, fd, lt, l, ld)"
        + " ON CONFLICT (patient_id, metric, bucket) DO UPDATE SET"
        + " count = r.count + excluded.count,"
        + " sum = r.sum + excluded.sum,"
        + " min = least(r.min, excluded.min),"
        + " max = greatest(r.max, excluded.max),"
        + earlier("first_ts")
        + ","
        + earlier("first")
        + ","
        + earlier("first_disc")
        + ","
        + later("last_ts")
        + ","
        + later("last")
        + ","
        + later("last_disc");
  }

  private static String earlier(String column) {
    return pick(column, "(excluded.first_ts, excluded.first_disc) < (r.first_ts, r.first_disc)");
  }

  private static String later(String column) {
    return pick(column, "(excluded.last_ts, excluded.last_disc) > (r.last_ts, r.last_disc)");
  }

  private static String pick(String column, String whenNew) {
    return " %s = CASE WHEN %s THEN excluded.%s ELSE r.%s END"
        .formatted(column, whenNew, column, column);
  }

  /** Merges the rollups of these rows, all of them newly inserted in this transaction. */
  static void merge(Connection connection, List<ReadingRow> sorted) throws SQLException {
    for (Resolution resolution : Resolution.values()) {
      merge(connection, resolution, Rollup.of(sorted, resolution));
    }
  }

  private static void merge(Connection connection, Resolution resolution, List<Rollup> rollups)
      throws SQLException {
    PGConnection arrays = connection.unwrap(PGConnection.class);
    try (PreparedStatement statement = connection.prepareStatement(sql(resolution.table()))) {
      UUID[] patients = rollups.stream().map(Rollup::patient).toArray(UUID[]::new);
      statement.setArray(1, connection.createArrayOf("uuid", patients));
      statement.setArray(2, longs(arrays, rollups, Rollup::metric));
      statement.setArray(3, longs(arrays, rollups, Rollup::bucket));
      statement.setArray(4, longs(arrays, rollups, Rollup::count));
      statement.setArray(5, doubles(arrays, rollups, Rollup::sum));
      statement.setArray(6, doubles(arrays, rollups, Rollup::min));
      statement.setArray(7, doubles(arrays, rollups, Rollup::max));
      statement.setArray(8, longs(arrays, rollups, Rollup::firstTs));
      statement.setArray(9, doubles(arrays, rollups, Rollup::first));
      statement.setArray(10, longs(arrays, rollups, Rollup::firstDisc));
      statement.setArray(11, longs(arrays, rollups, Rollup::lastTs));
      statement.setArray(12, doubles(arrays, rollups, Rollup::last));
      statement.setArray(13, longs(arrays, rollups, Rollup::lastDisc));
      statement.executeUpdate();
    }
  }

  private static java.sql.Array longs(
      PGConnection arrays, List<Rollup> rollups, ToLongFunction<Rollup> field) throws SQLException {
    return arrays.createArrayOf("int8", rollups.stream().mapToLong(field).toArray());
  }

  private static java.sql.Array doubles(
      PGConnection arrays, List<Rollup> rollups, ToDoubleFunction<Rollup> field)
      throws SQLException {
    return arrays.createArrayOf("float8", rollups.stream().mapToDouble(field).toArray());
  }
}
