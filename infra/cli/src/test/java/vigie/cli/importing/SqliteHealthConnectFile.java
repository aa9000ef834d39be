package vigie.cli.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A database with the tables of Health Connect's, for tests to fill. Tables and types are those
 * that the helpers of Android's module HealthFitness create. Rows are of the app, device, method
 * and offset that were told last.
 */
final class SqliteHealthConnectFile implements AutoCloseable {
  static final String NAME = "health_connect_export.db";

  private static final String RECORD =
      "row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE, last_modified_time"
          + " INTEGER, client_record_id TEXT, client_record_version TEXT, device_info_id INTEGER,"
          + " app_info_id INTEGER, recording_method INTEGER, dedupe_hash BLOB UNIQUE, ";
  private static final String INSTANT =
      RECORD + "time INTEGER, zone_offset INTEGER, local_date INTEGER";
  private static final String INTERVAL =
      RECORD
          + "start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, end_zone_offset"
          + " INTEGER, local_date INTEGER, local_date_time_start_time INTEGER AS (start_time + 1000"
          + " * start_zone_offset), local_date_time_end_time INTEGER AS (end_time + 1000 *"
          + " end_zone_offset)";

  private final Path database;
  private final Connection connection;
  private final Statement statement;
  private long app = 1;
  private long device = 1;
  private int method = 2;
  private String offset = "3600";
  private long uuid = 1;

  SqliteHealthConnectFile(Path folder) throws SQLException, IOException {
    Files.createDirectories(folder);
    database = folder.resolve(NAME);
    connection = DriverManager.getConnection("jdbc:sqlite:" + database.toUri());
    statement = connection.createStatement();
    // One transaction, so that no row waits for the disk.
    connection.setAutoCommit(false);
    sql("PRAGMA user_version = 18");
    table(
        "application_info_table",
        "row_id INTEGER PRIMARY KEY, package_name TEXT NOT NULL UNIQUE,"
            + " app_name TEXT, app_icon BLOB, record_types_used TEXT");
    table(
        "device_info_table",
        "row_id INTEGER PRIMARY KEY, manufacturer TEXT, model TEXT," + " device_type INTEGER");
    table("steps_record_table", INTERVAL + ", count INTEGER");
    table("distance_record_table", INTERVAL + ", distance REAL");
    table("floors_climbed_record_table", INTERVAL + ", floors REAL");
    table("active_calories_burned_record_table", INTERVAL + ", energy REAL");
    table("heart_rate_record_table", INTERVAL);
    table(
        "heart_rate_record_series_table",
        "parent_key INTEGER, beats_per_minute INTEGER, epoch_millis INTEGER");
    table(
        "heart_rate_variability_rmssd_record_table",
        INSTANT + ", heart_rate_variability_millis REAL NOT NULL");
    table("resting_heart_rate_record_table", INSTANT + ", beats_per_minute INTEGER");
    table("respiratory_rate_record_table", INSTANT + ", rate REAL");
    table("oxygen_saturation_record_table", INSTANT + ", percentage REAL");
    table(
        "blood_pressure_record_table",
        INSTANT
            + ", measurement_location TEXT NOT NULL, systolic"
            + " REAL, diastolic REAL, body_position TEXT NOT NULL");
    table(
        "blood_glucose_record_table",
        INSTANT
            + ", specimen_source TEXT NOT NULL, level REAL,"
            + " relation_to_meal TEXT NOT NULL, meal_type TEXT NOT NULL");
    table(
        "body_temperature_record_table",
        INSTANT + ", measurement_location INTEGER, temperature REAL");
    table(
        "basal_body_temperature_record_table",
        INSTANT + ", measurement_location INTEGER, temperature REAL");
    table("weight_record_table", INSTANT + ", weight REAL");
    table("height_record_table", INSTANT + ", height REAL");
    table("body_fat_record_table", INSTANT + ", percentage REAL");
    table(
        "nutrition_record_table",
        INTERVAL
            + ", meal_type INTEGER, dietary_fiber REAL, protein"
            + " REAL, energy REAL, total_fat REAL, total_carbohydrate REAL, sodium REAL, meal_name TEXT,"
            + " sugar REAL");
    table("hydration_record_table", INTERVAL + ", volume REAL");
    table("menstruation_flow_record_table", INSTANT + ", flow INTEGER");
    table("menstruation_period_record_table", INTERVAL);
    table("intermenstrual_bleeding_record_table", INSTANT);
    table("ovulation_test_record_table", INSTANT + ", result INTEGER");
    table("sleep_session_record_table", INTERVAL + ", notes TEXT, title TEXT");
    table(
        "sleep_stages_table",
        "parent_key INTEGER NOT NULL, stage_start_time INTEGER NOT NULL,"
            + " stage_end_time INTEGER NOT NULL, stage_type INTEGER NOT NULL");
    sql(
        "INSERT INTO application_info_table (row_id, package_name) VALUES (1, 'com.example.watch'),"
            + " (2, 'com.example.diary')");
    sql("INSERT INTO device_info_table VALUES (1, 'Example', 'Watch 3', 1), (2, NULL, NULL, 0)");
  }

  private void table(String name, String columns) throws SQLException {
    sql("CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")");
  }

  /** Does to the database what has no word here. */
  void sql(String sql) throws SQLException {
    statement.execute(sql);
  }

  /** What follows is of this app (1 or 2) and device (1, or 2 of which nothing is known). */
  SqliteHealthConnectFile of(long nextApp, long nextDevice) {
    app = nextApp;
    device = nextDevice;
    return this;
  }

  /** What follows was recorded so: 2 automatically, 3 entered by hand. */
  SqliteHealthConnectFile method(int next) {
    method = next;
    return this;
  }

  /** What follows is of this offset in seconds, or NULL. */
  SqliteHealthConnectFile offset(String next) {
    offset = next;
    return this;
  }

  /** What follows has this uuid and the next ones. */
  SqliteHealthConnectFile uuid(long next) {
    uuid = next;
    return this;
  }

  /** A record of an instant with its own columns; returns its row. */
  long instant(String table, String at, String columns, String values) throws SQLException {
    return record(table, "time, zone_offset", millis(at) + ", " + offset, columns, values);
  }

  /** A record of an interval with its own columns; returns its row. */
  long interval(String table, String begin, String end, String columns, String values)
      throws SQLException {
    return record(
        table,
        "start_time, start_zone_offset, end_time, end_zone_offset",
        millis(begin) + ", " + offset + ", " + millis(end) + ", " + offset,
        columns,
        values);
  }

  private long record(String table, String times, String sent, String columns, String values)
      throws SQLException {
    sql(
        "INSERT INTO %s (uuid, last_modified_time, device_info_id, app_info_id, recording_method, %s"
                .formatted(table, times)
            + (columns.isEmpty() ? "" : ", " + columns)
            + ") VALUES (x'%032x', 0, %d, %d, %d, %s".formatted(uuid++, device, app, method, sent)
            + (values.isEmpty() ? "" : ", " + values)
            + ")");
    try (ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
      return row.getLong(1);
    }
  }

  /** A glucose in mmol/L, of a specimen. */
  void glucose(String at, int specimen, double level) throws SQLException {
    instant(
        "blood_glucose_record_table",
        at,
        "specimen_source, level, relation_to_meal, meal_type",
        specimen + ", " + level + ", 0, 0");
  }

  /** A blood pressure in mmHg. */
  void pressure(String at, int systolic, int diastolic) throws SQLException {
    instant(
        "blood_pressure_record_table",
        at,
        "measurement_location, systolic, diastolic, body_position",
        "3, " + systolic + ", " + diastolic + ", 2");
  }

  /** A heart rate of a record. */
  void heartRate(long record, String at, int rate) throws SQLException {
    sql(
        "INSERT INTO heart_rate_record_series_table VALUES (%d, %d, %d)"
            .formatted(record, rate, millis(at)));
  }

  /** A stage of a night. */
  void stage(long night, String begin, String end, int type) throws SQLException {
    sql(
        "INSERT INTO sleep_stages_table VALUES (%d, %d, %d, %d)"
            .formatted(night, millis(begin), millis(end), type));
  }

  /** A time of 2 March 2026, UTC, or a whole one. */
  static long millis(String time) {
    return Instant.parse(time.length() > 8 ? time : "2026-03-02T" + time + "Z").toEpochMilli();
  }

  /** The database, whole. */
  Path written() throws SQLException {
    connection.commit();
    return database;
  }

  /** The database in a zip beside it. */
  Path zipped() throws SQLException, IOException {
    return zip(written().resolveSibling("Health Connect.zip"), NAME, Files.readAllBytes(database));
  }

  static Path zip(Path zip, String name, byte[] content) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry(name));
      packed.write(content);
    }
    return zip;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
    connection.close();
  }
}
