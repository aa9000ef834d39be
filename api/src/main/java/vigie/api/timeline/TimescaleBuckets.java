package vigie.api.timeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Buckets of all that was measured, by the rollups; of a week and a month, by those of days. */
final class TimescaleBuckets {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  private TimescaleBuckets() {}

  /**
   * Buckets by time, then metric; those that hold begin and end are whole.
   *
   * @param table of the rollups that the resolution is made of
   */
  static List<TimelineEntry> of(
      Connection connection,
      UUID patient,
      Hidden shown,
      Instant from,
      Instant to,
      Resolution resolution,
      String table,
      int limit)
      throws SQLException {
    Instant begin = resolution.begin(from);
    // The last bucket is whole.
    Instant end = resolution.end(to.minusNanos(1));
    List<Hidden.Span> told = shown.buckets(resolution.kept());
    String kept =
        "SELECT bucket, metric, count, sum, min, max, first, last FROM "
            + table
            + " AS reading"
            + TimescaleTimeline.SPAN.formatted("bucket", "bucket")
            + TimescaleHidden.notIn(told, "reading.bucket");
    String anew =
        " UNION ALL SELECT "
            + begin(resolution.kept(), "ts")
            + ", metric, count(*), sum(value), min(value), max(value),"
            + " (array_agg(value ORDER BY ts, disc))[1],"
            + " (array_agg(value ORDER BY ts DESC, disc DESC))[1] FROM reading"
            + TimescaleTimeline.SPAN.formatted("ts", "ts")
            + TimescaleHidden.in(told, "reading.ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts")
            + " GROUP BY 1, 2";
    return JdbcDatabase.query(
        connection,
        together(resolution, kept + (told.isEmpty() ? "" : anew), "") + " ORDER BY 1, 2 LIMIT ?",
        statement -> {
          int next =
              TimescaleTimeline.span(
                  statement, connection, 1, patient, shown.metrics(), begin, end);
          next = TimescaleHidden.set(connection, statement, next, told);
          if (!told.isEmpty()) {
            next =
                TimescaleTimeline.span(
                    statement, connection, next, patient, shown.metrics(), begin, end);
            next = TimescaleHidden.set(connection, statement, next, told);
            next = TimescaleHidden.set(connection, statement, next, shown.spans());
          }
          statement.setInt(next, limit);
        },
        row ->
            TimelineEntry.ofBucket(
                row.getTimestamp(1).toInstant(),
                METRICS.metric(row.getInt(2)).id(),
                null,
                row.getLong(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                false));
  }

  /**
   * Which of these metrics were measured in a span or on the days at its ends. The rollups of days
   * tell it at once; to find nothing in the readings, each week's own index is looked into.
   */
  static Set<Metric> measured(
      Connection connection, UUID patient, List<Metric> metrics, Instant from, Instant to)
      throws SQLException {
    if (metrics.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        JdbcDatabase.query(
            connection,
            "SELECT DISTINCT metric FROM "
                + Resolution.DAY.table()
                + TimescaleTimeline.SPAN.formatted("bucket", "bucket"),
            statement ->
                TimescaleTimeline.span(
                    statement,
                    connection,
                    1,
                    patient,
                    metrics,
                    Resolution.DAY.begin(from),
                    Resolution.DAY.end(to)),
            row -> METRICS.metric(row.getInt(1))));
  }

  /**
   * A query of the resolution's buckets.
   *
   * @param kept a query of buckets as wide as they are kept: itself where that is wide enough, else
   *     put together from them, of which each begins at another time
   * @param device a column of what is put together, with a comma behind; empty for none
   */
  static String together(Resolution resolution, String kept, String device) {
    return resolution.unit() == resolution.kept()
        ? kept
        : "SELECT "
            + begin(resolution.unit(), "bucket")
            + ", metric, "
            + device
            + "sum(count)::bigint, sum(sum), min(min), max(max),"
            + " (array_agg(first ORDER BY bucket))[1], (array_agg(last ORDER BY bucket DESC))[1]"
            + " FROM ("
            + kept
            + ") AS kept GROUP BY 1, 2";
  }

  /** When the bucket that holds this time begins, as {@link Resolution#begin} has it. */
  static String begin(ChronoUnit unit, String time) {
    return "date_trunc('" + unit.toString().toLowerCase(Locale.ROOT) + "', " + time + ", 'UTC')";
  }
}
