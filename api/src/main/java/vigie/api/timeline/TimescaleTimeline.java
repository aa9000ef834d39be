package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** Readings and rollups in the store, as TimelineJob wrote them. */
@Singleton
public final class TimescaleTimeline {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  static final String SPAN = " WHERE patient_id = ? AND metric = ANY (?) AND %s >= ? AND %s < ?";

  private final JdbcDatabase database;

  /** Wired by the program. */
  public TimescaleTimeline(JdbcDatabase database) {
    this.database = database;
  }

  /**
   * The entries of these metrics in a span, by time, then metric. A bucket of which something is
   * hidden is made anew of the readings that are not; of a metric of which one source is shown, all
   * are.
   *
   * @param devices whose readings
   * @param from begin; a bucket that holds it is whole
   * @param to end, exclusive
   * @param limit how many at most
   */
  List<TimelineEntry> entries(
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      Instant from,
      Instant to,
      Resolution resolution,
      int limit) {
    String table = resolution.table();
    if (table == null) {
      return database.inTransaction(
          connection -> readings(connection, patient, shown, devices.only(), from, to, limit));
    }
    Hidden all = shown.where(metric -> !devices.chooses(metric));
    Hidden chosen = shown.where(devices::chooses);
    return database.inTransaction(
        connection -> {
          List<TimelineEntry> entries =
              new ArrayList<>(
                  buckets(connection, patient, all, from, to, resolution, table, limit));
          if (!chosen.metrics().isEmpty()) {
            entries.addAll(
                TimescaleSources.buckets(
                    connection, patient, chosen, devices, from, to, resolution, limit));
            entries.sort(TimelineEntry.ORDER);
          }
          return entries.size() > limit ? entries.subList(0, limit) : entries;
        });
  }

  /** The newest reading of each of these metrics; none where there never was one. */
  List<LatestView> latest(UUID patient, Hidden shown) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT r.metric, r.value, r.original_value, r.original_unit, r.ts, r.ts_end,"
                    + " r.received, r.device, r.quality, r.context, r.zone_offset"
                    + " FROM unnest(?::smallint[]) m CROSS JOIN LATERAL (SELECT * FROM reading"
                    + " WHERE patient_id = ? AND metric = m"
                    + TimescaleHidden.notIn(shown.spans(), "reading.ts")
                    + " ORDER BY ts DESC, disc DESC LIMIT 1) r ORDER BY r.metric",
                statement -> {
                  statement.setArray(1, numbers(connection, shown.metrics()));
                  statement.setObject(2, patient);
                  TimescaleHidden.set(connection, statement, 3, shown.spans());
                },
                TimescaleTimeline::latestView));
  }

  private static List<TimelineEntry> readings(
      Connection connection,
      UUID patient,
      Hidden shown,
      @Nullable String device,
      Instant from,
      Instant to,
      int limit)
      throws SQLException {
    return JdbcDatabase.query(
        connection,
        "SELECT ts, metric, value, ts_end, device, quality FROM reading"
            + SPAN.formatted("ts", "ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts")
            + " AND (?::text IS NULL OR device = ?) ORDER BY ts, metric, disc LIMIT ?",
        statement -> {
          int next = span(statement, connection, 1, patient, shown.metrics(), from, to);
          next = TimescaleHidden.set(connection, statement, next, shown.spans());
          statement.setString(next, device);
          statement.setString(next + 1, device);
          statement.setInt(next + 2, limit);
        },
        row ->
            TimelineEntry.ofReading(
                row.getTimestamp(1).toInstant(),
                METRICS.metric(row.getInt(2)).id(),
                row.getDouble(3),
                instant(row, 4),
                row.getString(5),
                row.getInt(6) == Quality.VALID.number()
                    ? null
                    : Quality.ofNumber(row.getInt(6)).name()));
  }

  private static List<TimelineEntry> buckets(
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
            + SPAN.formatted("bucket", "bucket")
            + TimescaleHidden.notIn(told, "reading.bucket");
    String anew =
        " UNION ALL SELECT date_trunc('"
            + unit.toString().toLowerCase(Locale.ROOT)
            + "', ts, 'UTC'), metric, count(*), sum(value), min(value), max(value),"
            + " (array_agg(value ORDER BY ts, disc))[1],"
            + " (array_agg(value ORDER BY ts DESC, disc DESC))[1] FROM reading"
            + SPAN.formatted("ts", "ts")
            + TimescaleHidden.in(told, "reading.ts")
            + TimescaleHidden.notIn(shown.spans(), "reading.ts")
            + " GROUP BY 1, 2";
    return JdbcDatabase.query(
        connection,
        kept + (told.isEmpty() ? "" : anew) + " ORDER BY 1, 2 LIMIT ?",
        statement -> {
          int next = span(statement, connection, 1, patient, shown.metrics(), begin, to);
          next = TimescaleHidden.set(connection, statement, next, told);
          if (!told.isEmpty()) {
            next = span(statement, connection, next, patient, shown.metrics(), begin, end);
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

  /** Sets the parameters of {@link #SPAN}; gives the place of the next. */
  static int span(
      PreparedStatement statement,
      Connection connection,
      int first,
      UUID patient,
      Collection<Metric> metrics,
      Instant from,
      Instant to)
      throws SQLException {
    statement.setObject(first, patient);
    statement.setArray(first + 1, numbers(connection, metrics));
    statement.setObject(first + 2, from.atOffset(ZoneOffset.UTC));
    statement.setObject(first + 3, to.atOffset(ZoneOffset.UTC));
    return first + 4;
  }

  private static LatestView latestView(ResultSet row) throws SQLException {
    Metric metric = METRICS.metric(row.getInt(1));
    double value = row.getDouble(2);
    return new LatestView(
        metric.id(),
        metric.category(),
        value,
        metric.unit(),
        metric.coded() ? metric.codes().get((int) value) : null,
        row.getObject(3, Double.class),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        instant(row, 6),
        row.getTimestamp(7).toInstant(),
        row.getString(8),
        Quality.ofNumber(row.getInt(9)),
        Context.ofNumber(row.getInt(10)),
        row.getObject(11) == null ? null : row.getInt(11));
  }

  static Array numbers(Connection connection, Collection<Metric> metrics) throws SQLException {
    return connection.createArrayOf(
        "smallint", metrics.stream().map(metric -> (short) metric.number()).toArray());
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column) == null ? null : row.getTimestamp(column).toInstant();
  }
}
