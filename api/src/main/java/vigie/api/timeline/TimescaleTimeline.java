package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.api.store.JdbcTimes;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** Readings and rollups in the store, as TimelineJob wrote them. */
@Singleton
public final class TimescaleTimeline {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  static final String SPAN = " WHERE patient_id = ? AND metric = ANY (?) AND %s >= ? AND %s < ?";

  private static final String READING =
      "ts, metric, disc, value, ts_end, received, device, quality, context, original_value,"
          + " original_unit, zone_offset, EXISTS (SELECT FROM reading_former AS f"
          + " WHERE f.patient_id = reading.patient_id AND f.metric = reading.metric"
          + " AND f.ts = reading.ts AND f.disc = reading.disc)";

  private final JdbcDatabase database;

  /**
   * Which readings.
   *
   * @param from measured then or later
   * @param to measured before
   * @param received taken by the gateway then or later; null for whenever
   */
  public record Span(Instant from, Instant to, @Nullable Instant received) {}

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
  public List<TimelineEntry> entries(
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      Instant from,
      Instant to,
      Resolution resolution,
      int limit) {
    String table = resolution.table();
    if (table == null) {
      return database.read(
          connection ->
              TimescaleSleep.told(
                  connection,
                  patient,
                  shown,
                  devices,
                  readings(connection, patient, shown, devices.only(), from, to, limit)));
    }
    Hidden all = shown.where(metric -> !devices.chooses(metric) && !devices.merges(metric));
    Hidden some = shown.where(metric -> devices.chooses(metric) || devices.merges(metric));
    return database.read(
        connection -> {
          Set<Metric> measured =
              TimescaleBuckets.measured(
                  connection,
                  patient,
                  some.metrics(),
                  resolution.begin(from).minus(CountedSleep.REACH),
                  resolution.end(to).plus(CountedSleep.REACH));
          Hidden present = some.where(measured::contains);
          Hidden chosen = present.where(devices::chooses);
          Hidden merged = present.where(devices::merges);
          List<TimelineEntry> entries =
              TimescaleBuckets.of(connection, patient, all, from, to, resolution, table, limit);
          if (present.metrics().isEmpty()) {
            return entries;
          }
          if (!chosen.metrics().isEmpty()) {
            entries.addAll(
                TimescaleSources.buckets(
                    connection, patient, chosen, devices, from, to, resolution, limit));
          }
          if (!merged.metrics().isEmpty()) {
            entries.addAll(
                TimescaleSleep.buckets(connection, patient, merged, devices, from, to, resolution));
          }
          entries.sort(TimelineEntry.ORDER);
          return entries.size() > limit ? entries.subList(0, limit) : entries;
        });
  }

  /** The newest reading of each of these metrics; none where there never was one. */
  List<LatestView> latest(UUID patient, Hidden shown) {
    return newest(patient, shown, 1).stream().map(LatestView::of).toList();
  }

  /**
   * The newest readings of each of these metrics, by metric, then newest first.
   *
   * @param most how many of each at most
   */
  public List<StoredReading> newest(UUID patient, Hidden shown, int most) {
    return database.read(
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT "
                    + READING
                    + " FROM unnest(?::smallint[]) m CROSS JOIN LATERAL (SELECT * FROM reading"
                    + " WHERE patient_id = ? AND metric = m"
                    + TimescaleHidden.notIn(shown.spans(), "reading.ts")
                    + " ORDER BY ts DESC, disc DESC LIMIT ?) reading"
                    + " ORDER BY metric, ts DESC, disc"
                    + " DESC",
                statement -> {
                  statement.setArray(1, numbers(connection, shown.metrics()));
                  statement.setObject(2, patient);
                  statement.setInt(
                      TimescaleHidden.set(connection, statement, 3, shown.spans()), most);
                },
                TimescaleTimeline::reading));
  }

  /**
   * Readings of these metrics in a span, by time, then metric. The key has this order within one
   * metric only, so of each metric as many are read as are wanted of all: else all that is left of
   * a span would be read and sorted for each page of it.
   *
   * @param ascending false for the newest first
   * @param limit how many at most
   */
  public List<StoredReading> readings(
      UUID patient, Hidden shown, Span span, boolean ascending, int limit) {
    Instant received = span.received();
    String time = ascending ? "ts" : "ts DESC";
    return database.read(
        connection ->
            JdbcDatabase.query(
                connection,
                "SELECT "
                    + READING
                    + " FROM unnest(?::smallint[]) m CROSS JOIN LATERAL (SELECT * FROM reading"
                    + " WHERE patient_id = ? AND metric = m AND ts >= ? AND ts < ?"
                    + (received == null ? "" : " AND received >= ?")
                    + TimescaleHidden.notIn(shown.spans(), "reading.ts")
                    + " ORDER BY %1$s, disc LIMIT ?) reading ORDER BY %1$s, metric, disc LIMIT ?"
                        .formatted(time),
                statement -> {
                  statement.setArray(1, numbers(connection, shown.metrics()));
                  statement.setObject(2, patient);
                  statement.setObject(3, span.from().atOffset(ZoneOffset.UTC));
                  statement.setObject(4, span.to().atOffset(ZoneOffset.UTC));
                  int next = 5;
                  if (received != null) {
                    statement.setObject(next++, received.atOffset(ZoneOffset.UTC));
                  }
                  next = TimescaleHidden.set(connection, statement, next, shown.spans());
                  statement.setInt(next, limit);
                  statement.setInt(next + 1, limit);
                },
                TimescaleTimeline::reading));
  }

  static List<StoredReading> readings(
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
        "SELECT "
            + READING
            + " FROM reading"
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
        TimescaleTimeline::reading);
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

  private static StoredReading reading(ResultSet row) throws SQLException {
    return new StoredReading(
        METRICS.metric(row.getInt(2)),
        row.getTimestamp(1).toInstant(),
        row.getLong(3),
        row.getDouble(4),
        JdbcTimes.instant(row, 5),
        row.getTimestamp(6).toInstant(),
        row.getString(7),
        Quality.ofNumber(row.getInt(8)),
        Context.ofNumber(row.getInt(9)),
        row.getObject(10, Double.class),
        row.getString(11),
        row.getObject(12) == null ? null : row.getInt(12),
        row.getBoolean(13));
  }

  static Array numbers(Connection connection, Collection<Metric> metrics) throws SQLException {
    return connection.createArrayOf(
        "smallint", metrics.stream().map(metric -> (short) metric.number()).toArray());
  }
}
