package vigie.cli.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import vigie.local.TimescaleDatabase;

/** Whether what {@link SqlReadings} filled in is what the sink would have written. */
final class SqlReadingsCheck {
  /** Every bucket of some days and patients, made anew of its readings by the sink's own rule. */
  private static final String CHECK =
      """
      SELECT count(*), count(*) FILTER (WHERE (r.count, r.min, r.max, r.first_ts, r.first,
          r.first_disc, r.last_ts, r.last, r.last_disc) IS DISTINCT FROM (x.count, x.min, x.max,
          x.ts[1], x.value[1], x.disc[1], x.ts[x.count], x.value[x.count], x.disc[x.count])
        OR abs(r.sum - x.sum) > 1e-9 * abs(x.sum))
      FROM vigie_bench.patient p JOIN %1$s r ON r.patient_id = p.id
      CROSS JOIN LATERAL (SELECT count(*), sum(value), min(value), max(value),
          array_agg(ts ORDER BY ts, disc) AS ts, array_agg(value ORDER BY ts, disc) AS value,
          array_agg(disc ORDER BY ts, disc) AS disc
        FROM reading WHERE patient_id = r.patient_id AND metric = r.metric
          AND ts >= r.bucket AND ts < r.bucket + interval '1 %2$s') x
      WHERE number %% 20 < 2 AND bucket >= ? AND bucket < ?
      """;

  private final TimescaleDatabase database;

  /** Buckets that were made anew, and those of them that differed. */
  record Checked(long buckets, long wrong) {
    Checked plus(Checked other) {
      return new Checked(buckets + other.buckets, wrong + other.wrong);
    }
  }

  SqlReadingsCheck(TimescaleDatabase database) {
    this.database = database;
  }

  /** Makes the buckets of some patients' days anew, in each rollup table. */
  Checked check(ReadsPlan plan) throws SQLException {
    Checked all = new Checked(0, 0);
    try (Connection connection = database.connect()) {
      for (int day = 0; day < ReadsPlan.YEAR.toDays(); day += 73) {
        Instant begin = plan.begin().plusSeconds(day * 86_400L);
        all =
            all.plus(check(connection, "reading_1m", "minute", begin))
                .plus(check(connection, "reading_1h", "hour", begin))
                .plus(check(connection, "reading_1d", "day", begin));
      }
    }
    return all;
  }

  /** How many readings the store has, and how many each rollup table tells of. */
  List<Long> counts() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM reading), (SELECT sum(count) FROM reading_1m),"
                    + " (SELECT sum(count) FROM reading_1h), (SELECT sum(count) FROM"
                    + " reading_1d)")) {
      row.next();
      return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
  }

  /** Bytes on disk of readings and rollups with their indexes. */
  long bytes() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(hypertable_size(name)) FROM unnest('{reading,reading_1m,reading_1h,"
                    + "reading_1d}'::regclass[]) name")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Checked check(Connection connection, String table, String unit, Instant day)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CHECK.formatted(table, unit))) {
      statement.setObject(1, day.atOffset(ZoneOffset.UTC));
      statement.setObject(2, day.plusSeconds(86_400).atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Checked(row.getLong(1), row.getLong(2));
      }
    }
  }
}
