package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vigie.api.store.JdbcDatabase;
import vigie.reading.MetricCatalogue;

/** What was measured on each day, by the rollups of minutes. */
@Singleton
final class TimescaleCoverage {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  private final JdbcDatabase database;

  /** Wired by the program. */
  TimescaleCoverage(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * Days on which something was measured, by day and metric.
   *
   * @param from begin of a day in UTC
   * @param to end of a day, exclusive
   */
  List<Coverage> days(UUID patient, Hidden shown, Instant from, Instant to) {
    List<Hidden.Span> told = shown.buckets(ChronoUnit.MINUTES);
    String kept =
        "SELECT metric, bucket FROM reading_1m AS reading"
            + TimescaleTimeline.SPAN.formatted("bucket", "bucket")
            + TimescaleHidden.notIn(told, "reading.bucket");
    String anew =
        " UNION ALL SELECT metric, date_trunc('minute', ts, 'UTC') FROM reading"
            + TimescaleTimeline.SPAN.formatted("ts", "ts")
            + TimescaleHidden.in(told, "reading.ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts");
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT date_trunc('day', bucket, 'UTC'), metric,"
                    + " count(DISTINCT floor(extract(epoch FROM bucket) / seconds)) FROM ("
                    + kept
                    + (told.isEmpty() ? "" : anew)
                    + ") AS minute JOIN unnest(?::smallint[], ?::float8[]) AS usual"
                    + " (metric, seconds) USING (metric) GROUP BY 1, 2 ORDER BY 1, 2",
                statement -> {
                  int next =
                      TimescaleTimeline.span(
                          statement, connection, 1, patient, shown.metrics(), from, to);
                  next = TimescaleHidden.set(connection, statement, next, told);
                  if (!told.isEmpty()) {
                    next =
                        TimescaleTimeline.span(
                            statement, connection, next, patient, shown.metrics(), from, to);
                    next = TimescaleHidden.set(connection, statement, next, told);
                    next = TimescaleHidden.set(connection, statement, next, shown.spans());
                  }
                  statement.setArray(next, TimescaleTimeline.numbers(connection, shown.metrics()));
                  statement.setArray(
                      next + 1,
                      connection.createArrayOf(
                          "float8",
                          shown.metrics().stream()
                              .map(metric -> (double) Coverage.interval(metric).toSeconds())
                              .toArray()));
                },
                row ->
                    Coverage.of(
                        row.getTimestamp(1).toInstant().atOffset(ZoneOffset.UTC).toLocalDate(),
                        METRICS.metric(row.getInt(2)),
                        row.getLong(3))));
  }
}
