package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.api.store.JdbcDatabase;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Stored readings as they once arrived, for what judges them again. */
@Singleton
public final class TimescaleArrivals {
  private static final MetricCatalogue METRICS = MetricCatalogue.standard();

  /** Rows in memory at a time: the rest waits behind the store's cursor. */
  private static final int FETCH_ROWS = 5_000;

  private final JdbcDatabase database;

  /** Wired by the program. */
  public TimescaleArrivals(JdbcDatabase database) {
    this.database = database;
  }

  /** About how many readings there are, by the days' rollups: quick, and whole days. */
  public long count(UUID patient, Collection<Integer> metrics, Instant from, Instant to) {
    return database.inTransaction(
        connection ->
            JdbcDatabase.query(
                    connection,
                    "SELECT coalesce(sum(count), 0)::bigint FROM reading_1d WHERE patient_id = ?"
                        + " AND metric = ANY (?) AND bucket >= ? AND bucket < ?",
                    statement ->
                        span(
                            statement,
                            connection,
                            patient,
                            metrics,
                            from.truncatedTo(ChronoUnit.DAYS),
                            to),
                    row -> row.getLong(1))
                .get(0));
  }

  /**
   * Hands over a patient's readings of these metrics, measured in a time, in the order in which
   * they arrived. How often a device measures is what its newest binding says: the store keeps no
   * other.
   *
   * @param metrics their numbers
   * @param from inclusive
   * @param to exclusive
   */
  public void each(
      UUID patient,
      Collection<Integer> metrics,
      Instant from,
      Instant to,
      Consumer<Reading> reading) {
    database.inTransaction(
        connection -> {
          Map<String, Duration> intervals = intervals(connection, patient);
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT metric, value, ts, ts_end, received, device, sequence, zone_offset,"
                      + " quality, context, original_value, original_unit FROM reading"
                      + " WHERE patient_id = ? AND metric = ANY (?) AND ts >= ? AND ts < ?"
                      + " ORDER BY received, ts, metric, disc")) {
            statement.setFetchSize(FETCH_ROWS);
            span(statement, connection, patient, metrics, from, to);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                reading.accept(reading(patient, row, intervals));
              }
            }
          }
          return true;
        });
  }

  private static Map<String, Duration> intervals(Connection connection, UUID patient)
      throws SQLException {
    Map<String, Duration> intervals = new HashMap<>();
    JdbcDatabase.query(
        connection,
        "SELECT DISTINCT ON (device) device, expected_interval_seconds FROM device_binding"
            + " WHERE patient_id = ? ORDER BY device, device_binding_id DESC",
        statement -> statement.setObject(1, patient),
        row -> intervals.put(row.getString(1), Duration.ofSeconds(row.getInt(2))));
    return intervals;
  }

  private static Reading reading(UUID patient, ResultSet row, Map<String, Duration> intervals)
      throws SQLException {
    String device = row.getString(6);
    Double original = row.getObject(11, Double.class);
    String unit = row.getString(12);
    return new Reading(
        new PatientId(patient),
        new DeviceId(device),
        METRICS.metric(row.getInt(1)),
        row.getDouble(2),
        row.getTimestamp(3).toInstant(),
        row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant(),
        integer(row, 8),
        row.getTimestamp(5).toInstant(),
        row.getObject(7, Long.class),
        Quality.ofNumber(row.getInt(9)),
        Context.ofNumber(row.getInt(10)),
        original == null || unit == null ? null : new Original(original, unit),
        intervals.getOrDefault(device, Duration.ZERO));
  }

  private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  private static void span(
      PreparedStatement statement,
      Connection connection,
      UUID patient,
      Collection<Integer> metrics,
      Instant from,
      Instant to)
      throws SQLException {
    Array numbers =
        connection.createArrayOf("smallint", metrics.stream().map(Integer::shortValue).toArray());
    statement.setObject(1, patient);
    statement.setArray(2, numbers);
    statement.setObject(3, from.atOffset(ZoneOffset.UTC));
    statement.setObject(4, to.atOffset(ZoneOffset.UTC));
  }
}
