package vigie.api.timeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Buckets of one source each, made of the readings themselves: rollups know no devices. A week's
 * and a month's are put together from days, each of the source that stands for that day.
 */
final class TimescaleSources {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  /** Of several days, the one device that stands for them all; null when there are several. */
  private static final String ONE_DEVICE =
      "CASE WHEN min(device) = max(device) THEN min(device) END, ";

  private TimescaleSources() {}

  /** Buckets by time, then metric; those that hold begin and end are whole. */
  static List<TimelineEntry> buckets(
      Connection connection,
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      Instant from,
      Instant to,
      Resolution resolution,
      int limit)
      throws SQLException {
    Instant begin = resolution.begin(from);
    Instant end = resolution.end(to.minusNanos(1));
    String chosen =
        "WITH source AS (SELECT "
            + TimescaleBuckets.begin(resolution.kept(), "ts")
            + " AS bucket, metric, device, count(*) AS count, sum(value), min(value),"
            + " max(value), (array_agg(value ORDER BY ts, disc))[1] AS first,"
            + " (array_agg(value ORDER BY ts DESC, disc DESC))[1] AS last FROM reading"
            + TimescaleTimeline.SPAN.formatted("ts", "ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts")
            + " AND (?::text IS NULL OR device = ?) GROUP BY 1, 2, 3)"
            + " SELECT DISTINCT ON (bucket, metric) bucket, metric, device, count, sum, min, max,"
            + " first, last FROM source LEFT JOIN unnest(?::smallint[], ?::text[], ?::int[])"
            + " AS ranked (metric, device, place) USING (metric, device)"
            + " ORDER BY bucket, metric, place NULLS LAST, count DESC, device";
    return JdbcDatabase.query(
        connection,
        "SELECT * FROM ("
            + TimescaleBuckets.together(resolution, chosen, ONE_DEVICE)
            + ") AS bucket ORDER BY 1, 2 LIMIT ?",
        statement -> {
          int next =
              TimescaleTimeline.span(
                  statement, connection, 1, patient, shown.metrics(), begin, end);
          next = TimescaleHidden.set(connection, statement, next, shown.spans());
          statement.setString(next, devices.only());
          statement.setString(next + 1, devices.only());
          List<SourceOrder.Rank> ranks = devices.ranks();
          statement.setArray(
              next + 2,
              connection.createArrayOf(
                  "smallint", ranks.stream().map(rank -> (short) rank.metric()).toArray()));
          statement.setArray(
              next + 3,
              connection.createArrayOf(
                  "text", ranks.stream().map(SourceOrder.Rank::device).toArray()));
          statement.setArray(
              next + 4,
              connection.createArrayOf(
                  "int", ranks.stream().map(SourceOrder.Rank::place).toArray()));
          statement.setInt(next + 5, limit);
        },
        row -> {
          Metric metric = METRICS.metric(row.getInt(2));
          return TimelineEntry.ofBucket(
              row.getTimestamp(1).toInstant(),
              metric.id(),
              row.getString(3),
              row.getLong(4),
              row.getDouble(5),
              row.getDouble(6),
              row.getDouble(7),
              row.getDouble(8),
              row.getDouble(9),
              SourceOrder.addsUp(metric));
        });
  }
}
