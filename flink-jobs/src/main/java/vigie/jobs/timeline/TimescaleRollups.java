package vigie.jobs.timeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/**
 * Merges rollups into the rollup tables. Merging is associative and commutative but for the sum's
 * rounding, so that order and cut of batches do not matter; it is not idempotent, so that each new
 * row must be in exactly one merge, in the transaction that inserts the row. What a correction took
 * away cannot be merged out again, so its buckets are made anew from the readings.
 */
final class TimescaleRollups {
  private static final String BUCKETS =
      "(SELECT DISTINCT * FROM unnest(?::uuid[], ?::int8[], ?::int8[]) AS u (p, m, b)) bucket";

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

  /** Makes the buckets of these rows anew from what stands in the table of readings. */
  static void makeAnew(Connection connection, List<ReadingRow> sorted) throws SQLException {
    for (Resolution resolution : Resolution.values()) {
      List<Rollup> buckets = Rollup.of(sorted, resolution);
      // First the lock on what is there: whoever merges at the same time is done before the next
      // statement looks, or begins after it.
      execute(
          connection,
          "DELETE FROM "
              + resolution.table()
              + " o USING "
              + BUCKETS
              + " WHERE o.patient_id = p AND o.metric = m AND o.bucket = "
              + TimescaleTime.fromMillis("b"),
          buckets,
          0);
      execute(connection, again(resolution), buckets, resolution.millis());
    }
  }

  private static String again(Resolution resolution) {
    return "INSERT INTO "
        + resolution.table()
        + " (patient_id, metric, bucket, count, sum, min, max,"
        + " first_ts, first, first_disc, last_ts, last, last_disc)"
        + " SELECT p, m, "
        + TimescaleTime.fromMillis("b")
        + ", count(*), sum(value), min(value), max(value),"
        + atEnd("ts", "")
        + atEnd("value", "")
        + atEnd("disc", "")
        + atEnd("ts", " DESC")
        + atEnd("value", " DESC")
        + atEnd("disc", " DESC").replaceFirst(",$", "")
        + " FROM "
        + BUCKETS
        + " JOIN reading ON patient_id = p AND metric = m AND ts >= "
        + TimescaleTime.fromMillis("b")
        + " AND ts < "
        + TimescaleTime.fromMillis("(b + " + resolution.millis() + ")")
        // So that the planner leaves out all chunks of other times.
        + " AND ts >= "
        + TimescaleTime.fromMillis("?")
        + " AND ts < "
        + TimescaleTime.fromMillis("?")
        + " GROUP BY p, m, b";
  }

  private static String atEnd(String column, String order) {
    return " (array_agg(" + column + " ORDER BY ts" + order + ", disc" + order + "))[1],";
  }

  /** Sets the times from the first bucket to the last one's end too, when a length is given. */
  private static void execute(Connection connection, String sql, List<Rollup> buckets, long length)
      throws SQLException {
    PGConnection arrays = connection.unwrap(PGConnection.class);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      UUID[] patients = buckets.stream().map(Rollup::patient).toArray(UUID[]::new);
      statement.setArray(1, connection.createArrayOf("uuid", patients));
      statement.setArray(2, longs(arrays, buckets, Rollup::metric));
      statement.setArray(3, longs(arrays, buckets, Rollup::bucket));
      if (length > 0) {
        LongSummaryStatistics times =
            buckets.stream().mapToLong(Rollup::bucket).summaryStatistics();
        statement.setLong(4, times.getMin());
        statement.setLong(5, times.getMax() + length);
      }
      statement.executeUpdate();
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
