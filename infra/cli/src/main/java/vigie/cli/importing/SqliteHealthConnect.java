package vigie.cli.importing;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import vigie.cli.export.ExportException;

/**
 * Health Connect's database, open to be read. It was written by nobody whom we know, so nothing in
 * it is run: it cannot be written to, its views are no tables, and a row has a greatest size.
 */
final class SqliteHealthConnect implements AutoCloseable {
  private static final String APPS = "application_info_table";
  private static final String DEVICES = "device_info_table";
  private static final int ROW_BYTES_MAX = 16 << 20;
  private static final int NAMES_MAX = 1000;

  private final SQLiteConnection connection;
  private final Set<String> tables = new HashSet<>();

  /** Takes one row; reading another is up to the caller. */
  @FunctionalInterface
  interface Each {
    void row(ResultSet row) throws SQLException;
  }

  /** Opens it where it lies; nothing is written beside it. */
  SqliteHealthConnect(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    connection =
        (SQLiteConnection)
            config.createConnection("jdbc:sqlite:" + database.toUri() + "?immutable=1");
    boolean open = false;
    try (Statement statement = connection.createStatement()) {
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, ROW_BYTES_MAX);
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      query(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE %'"
              + " ORDER BY name LIMIT "
              + NAMES_MAX,
          row -> tables.add(row.getString(1)));
      open = true;
    } finally {
      if (!open) {
        connection.close();
      }
    }
  }

  /**
   * Returns those of these tables that it has, which have all columns that will be read.
   *
   * @param shown how messages call the file
   * @throws ExportException when a column is missing, or when it has none of the tables
   */
  List<HealthConnectTable> checked(List<HealthConnectTable> known, String shown)
      throws SQLException {
    List<HealthConnectTable> present = new ArrayList<>();
    for (HealthConnectTable table : known) {
      if (tables.contains(table.name())) {
        check(table.name(), table.ownColumns(), shown);
        if (table.series() != null) {
          check(table.series(), table.seriesColumns(), shown);
        }
        present.add(table);
      }
    }
    if (present.isEmpty()) {
      throw new ExportException(
          shown + " has none of Health Connect's tables: is it what Health Connect exported?");
    }
    check(APPS, List.of("row_id", "package_name"), shown);
    check(DEVICES, List.of("row_id", "manufacturer", "model"), shown);
    return present;
  }

  private void check(String table, List<String> needed, String shown) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    for (String column : needed) {
      if (!columns.contains(column)) {
        throw new ExportException(
            ("%s is of a Health Connect that we do not know (version %d of its database): %s has no"
                    + " column '%s'. Nothing of it was sent")
                .formatted(shown, version(), table, column));
      }
    }
  }

  private int version() throws SQLException {
    int[] version = new int[1];
    query("PRAGMA user_version", row -> version[0] = row.getInt(1));
    return version[0];
  }

  /** Apps' packages by their number. */
  Map<Long, String> apps() throws SQLException {
    Map<Long, String> apps = new HashMap<>();
    query(
        "SELECT row_id, coalesce(package_name, '') FROM " + APPS + " LIMIT " + NAMES_MAX,
        row -> apps.put(row.getLong(1), readable(row.getString(2))));
    return apps;
  }

  /** Devices' manufacturers and models by their number; empty for one of which neither is known. */
  Map<Long, String> devices() throws SQLException {
    Map<Long, String> devices = new HashMap<>();
    query(
        "SELECT row_id, coalesce(manufacturer, ''), coalesce(model, '') FROM "
            + DEVICES
            + " LIMIT "
            + NAMES_MAX,
        row ->
            devices.put(
                row.getLong(1), readable((row.getString(2) + " " + row.getString(3)).strip())));
    return devices;
  }

  /** How many rows the tables have that are none of these, by their names; not those without. */
  Map<String, Long> others(List<HealthConnectTable> known) throws SQLException {
    Set<String> read = new HashSet<>(Set.of(APPS, DEVICES, "android_metadata"));
    known.forEach(
        table -> {
          read.add(table.name());
          if (table.series() != null) {
            read.add(table.series());
          }
        });
    Map<String, Long> others = new LinkedHashMap<>();
    List<String> names =
        tables.stream()
            .filter(name -> !read.contains(name) && !name.startsWith("sqlite_"))
            .sorted()
            .toList();
    for (String name : names) {
      query(
          "SELECT count(*) FROM \"" + name.replace("\"", "\"\"") + "\"",
          row -> {
            if (row.getLong(1) > 0) {
              others.put(readable(name), row.getLong(1));
            }
          });
    }
    return others;
  }

  /**
   * Gives a table's rows one after the other, always in the same order: the row's number, its
   * app's, its device's, the recording method, begin, end, offset, uuid, and the values.
   */
  void each(HealthConnectTable table, Each to) throws SQLException {
    boolean ofInstants = table.series() != null && !table.ofIntervals();
    List<String> times = new ArrayList<>(table.times());
    if (!table.ofIntervals()) {
      times.add(1, "");
    }
    Stream<String> common =
        Stream.of(
            ofInstants ? "s.rowid" : "r.row_id",
            "r.app_info_id",
            "r.device_info_id",
            "r.recording_method");
    Stream<String> own =
        Stream.of(times.stream(), Stream.of("uuid"), table.columns().stream())
            .flatMap(columns -> columns)
            .map(column -> of(table, column));
    query(
        "SELECT "
            + String.join(", ", Stream.concat(common, own).toList())
            + " FROM "
            + from(table, ofInstants),
        to);
  }

  private static String of(HealthConnectTable table, String column) {
    if (column.isEmpty()) {
      return "NULL";
    }
    return (table.ofSeries(column) ? "s." : "r.") + column;
  }

  private static String from(HealthConnectTable table, boolean ofInstants) {
    if (table.series() == null) {
      return table.name() + " r ORDER BY r.row_id";
    }
    return ofInstants
        // In this order, so that the long table is walked and nothing is sorted.
        ? table.series()
            + " s CROSS JOIN "
            + table.name()
            + " r WHERE r.row_id = s.parent_key ORDER BY s.rowid"
        : table.name()
            + " r LEFT JOIN "
            + table.series()
            + " s ON s.parent_key = r.row_id ORDER BY r.row_id, s.rowid";
  }

  private void query(String sql, Each to) throws SQLException {
    // A row at a time comes out of the file: the driver keeps none of them.
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        to.row(rows);
      }
    }
  }

  /** A name out of the file as one that a terminal can be shown. */
  private static String readable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 80 ? plain.substring(0, 80) : plain;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
