package vigie.api.timeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.reading.MetricCatalogue;

/** Buckets as TimelineJob wrote them; those of which something is hidden are made anew. */
final class TimescaleRollups {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  private TimescaleRollups() {}

  /** Buckets by time, then metric; those that hold begin and end are whole. */
  static List<TimelineEntry> buckets(
      Connection connection,
      UUID patient,
      Hidden shown,
      Instant from,
      Instant to,
      Resolution resolution,
      String table,
      int limit)
      throws SQLException {
    ChronoUnit unit = resolution.unit();
    Instant begin = from.truncatedTo(unit);
    // The last bucket is whole.
    Instant end = to.minusNanos(1).truncatedTo(unit).plus(1, unit);
    List<Hidden.Span> told = shown.buckets(unit);
    String kept =
        "SELECT bucket, metric, count, sum, min, max, first, last FROM "
            + table
            + " AS reading"
            + TimescaleTimeline.SPAN.formatted("bucket", "bucket")
            + TimescaleHidden.notIn(told, "reading.bucket");
    String anew =
        " UNION ALL SELECT date_trunc('"
            + unit.toString().toLowerCase(Locale.ROOT)
            + "', ts, 'UTC'), metric, count(*), sum(value), min(value), max(value),"
            + " (array_agg(value ORDER BY ts, disc))[1],"
            + " (array_agg(value ORDER BY ts DESC, disc DESC))[1] FROM reading"
            + TimescaleTimeline.SPAN.formatted("ts", "ts")
            + TimescaleHidden.in(told, "reading.ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts")
            + " GROUP BY 1, 2";
    return JdbcDatabase.query(
        connection,
        kept + (told.isEmpty() ? "" : anew) + " ORDER BY 1, 2 LIMIT ?",
        statement -> {
          int next =
              TimescaleTimeline.span(statement, connection, 1, patient, shown.metrics(), begin, to);
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
}
