package vigie.jobs.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vigie.local.TimescaleDatabase;
import vigie.local.junit.DatabaseExtension;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Makes, empties and reads the real tables, by SQL of its own. */
final class TimescaleTables {
  private final DatabaseExtension database;

  TimescaleTables(DatabaseExtension database) {
    this.database = database;
  }

  /** By the role that TimelineJob signs in with; everything else here is the owner's. */
  TimescaleSettings settings() {
    TimescaleDatabase measures = database.measures();
    return TimescaleSettings.of(measures.jdbcUrl(), measures.user(), measures.password());
  }

  void create() throws SQLException {
    execute(migration("V1__timeline.sql"));
    execute(migration("V33__erasure_ledger.sql"));
    execute(migration("V52__reading_former.sql"));
    execute(migration("V63__measures_role.sql"));
  }

  void empty() throws SQLException {
    execute(
        "TRUNCATE reading, reading_former, reading_1m, reading_1h, reading_1d, alert, alert_transition,"
            + " erased_patient");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  <R> List<R> query(String sql, Row<R> row) throws SQLException {
    try (Connection connection = database.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<R> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.of(rows));
      }
      return all;
    }
  }

  /** One row of an answer as a value. */
  @FunctionalInterface
  interface Row<R> {
    R of(ResultSet row) throws SQLException;
  }

  List<Reading> readings() throws SQLException {
    return query("SELECT * FROM reading", TimescaleTables::reading);
  }

  List<Reading> former() throws SQLException {
    return query("SELECT * FROM reading_former", TimescaleTables::reading);
  }

  long count(String table) throws SQLException {
    return query("SELECT count(*) FROM " + table, row -> row.getLong(1)).get(0);
  }

  List<Rollup> rollups(Resolution resolution) throws SQLException {
    return query(
        "SELECT * FROM " + resolution.table(),
        row ->
            new Rollup(
                row.getObject("patient_id", UUID.class),
                row.getInt("metric"),
                instant(row, "bucket").toEpochMilli(),
                row.getLong("count"),
                row.getDouble("sum"),
                row.getDouble("min"),
                row.getDouble("max"),
                instant(row, "first_ts").toEpochMilli(),
                row.getDouble("first"),
                row.getLong("first_disc"),
                instant(row, "last_ts").toEpochMilli(),
                row.getDouble("last"),
                row.getLong("last_disc")));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Reading reading(ResultSet row) throws SQLException {
    String unit = row.getString("original_unit");
    return new Reading(
        new PatientId(row.getObject("patient_id", UUID.class)),
        new DeviceId(row.getString("device")),
        MetricCatalogue.standard().metric(row.getInt("metric")),
        row.getDouble("value"),
        instant(row, "ts"),
        row.getObject("ts_end") == null ? null : instant(row, "ts_end"),
        row.getObject("zone_offset", Integer.class),
        instant(row, "received"),
        row.getObject("sequence", Long.class),
        Quality.ofNumber(row.getInt("quality")),
        Context.ofNumber(row.getInt("context")),
        unit == null ? null : new Original(row.getDouble("original_value"), unit),
        Duration.ZERO);
  }

  private static String migration(String name) {
    try (InputStream in = TimescaleTables.class.getResourceAsStream("/db/migration/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
