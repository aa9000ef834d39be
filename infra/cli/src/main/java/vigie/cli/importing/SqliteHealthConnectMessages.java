package vigie.cli.importing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.ExportException;

/**
 * What Android's Health Connect exported: a database, of which a row at a time is read. Nothing is
 * sent before every table that will be read is known to have the columns that we know.
 */
final class SqliteHealthConnectMessages implements MessageSource {
  /** Names of the files that are read. */
  static final Pattern NAMES = Pattern.compile("health_connect_export\\.db");

  /** {@code Metadata.RECORDING_METHOD_MANUAL_ENTRY}. */
  private static final long BY_HAND = 3;

  /** {@code Constants.DEFAULT_DOUBLE}: what stands there when an app did not say a number. */
  private static final double UNSAID = Double.MIN_VALUE;

  private static final int UUID_BYTES = 16;
  private static final int FIRST_VALUE = 9;

  private final Path file;
  private final Path scratch;
  private final Set<String> asked;

  /**
   * For one database.
   *
   * @param file it, or one in a zip
   * @param scratch a folder where it may be unpacked while it is read
   * @param asked packages of the apps whose records are read; all when empty
   */
  SqliteHealthConnectMessages(Path file, Path scratch, Set<String> asked) {
    this.file = file;
    this.scratch = scratch;
    this.asked = Set.copyOf(asked);
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    ReadingBatches batches = new ReadingBatches(to);
    List<HealthConnectTable> known =
        Stream.concat(HealthConnectTable.ALL.stream(), Stream.of(HealthConnectTable.NIGHTS))
            .toList();
    try (UnpackedFile unpacked = UnpackedFile.of(file, scratch);
        SqliteHealthConnect export = new SqliteHealthConnect(unpacked.path())) {
      List<HealthConnectTable> tables = export.checked(known, file.toString());
      Reader reader = new Reader(export.apps(), export.devices(), tally, batches);
      for (HealthConnectTable table : tables) {
        export.each(table, row -> reader.row(table, row));
        reader.end();
      }
      export
          .others(known)
          .forEach((name, rows) -> tally.ignored(name + " has no metric of ours", rows));
    } catch (IOException | SQLException e) {
      batches.flush();
      throw new ExportException(file + " cannot be read further: " + e.getMessage(), e);
    }
    batches.flush();
  }

  /** Reads the rows of one table after the other. */
  private final class Reader {
    private final Map<Long, String> apps;
    private final Map<Long, String> devices;
    private final ImportTally tally;
    private final ReadingBatches batches;
    private @Nullable HealthConnectNight night;
    private long nightId;

    Reader(
        Map<Long, String> apps,
        Map<Long, String> devices,
        ImportTally tally,
        ReadingBatches batches) {
      this.apps = apps;
      this.devices = devices;
      this.tally = tally;
      this.batches = batches;
      Set<String> missing = new TreeSet<>(asked);
      missing.removeAll(apps.values());
      if (!missing.isEmpty()) {
        throw new ExportException(
            file + " has nothing of " + missing + ": its apps are " + new TreeSet<>(apps.values()));
      }
    }

    void row(HealthConnectTable table, ResultSet row) throws SQLException {
      String app = apps.getOrDefault(row.getLong(2), "an app without a name");
      if (!asked.isEmpty() && !asked.contains(app)) {
        tally.ignored("recorded by an app that was not asked for");
        return;
      }
      if (night != null && row.getLong(1) != nightId) {
        end();
      }
      List<DeviceReading> readings;
      try {
        readings =
            table.equals(HealthConnectTable.NIGHTS)
                ? partOfNight(row)
                : table.reader().apply(values(table, row));
      } catch (IllegalArgumentException e) {
        tally.skipped(where(table, row.getLong(1)), String.valueOf(e.getMessage()));
        return;
      }
      if (readings.isEmpty()) {
        tally.ignored(table.name() + " without a value of ours");
        return;
      }
      batches.addTogether(readings);
      tally.used();
      String device = devices.getOrDefault(row.getLong(3), "");
      tally.from(device.isEmpty() ? app : app + " on " + device);
    }

    private String where(HealthConnectTable table, long row) {
      return file.getFileName() + " " + table.name() + " row " + row;
    }

    private HealthConnectRow values(HealthConnectTable table, ResultSet row) throws SQLException {
      List<Double> values = new ArrayList<>(table.columns().size());
      for (int i = 0; i < table.columns().size(); i++) {
        values.add(value(row, FIRST_VALUE + i));
      }
      return new HealthConnectRow(
          time(row, 5),
          table.ofIntervals() ? Long.valueOf(time(row, 6)) : null,
          HealthConnectRow.offset(whole(row, 7)),
          row.getLong(4) == BY_HAND,
          table.numbered() ? number(row.getBytes(8)) : null,
          values);
    }

    private List<DeviceReading> partOfNight(ResultSet row) throws SQLException {
      HealthConnectNight current = night;
      if (current == null) {
        current = new HealthConnectNight(values(HealthConnectTable.NIGHTS, row));
        nightId = row.getLong(1);
        night = current;
      }
      if (whole(row, FIRST_VALUE) == null) {
        // A session without stages, which this row tells as a whole.
        night = null;
        return current.whole();
      }
      return current.stage(
          time(row, FIRST_VALUE), time(row, FIRST_VALUE + 1), (int) value(row, FIRST_VALUE + 2));
    }

    /** Tells what is only known when the last row was seen. */
    void end() {
      HealthConnectNight ended = night;
      night = null;
      if (ended == null) {
        return;
      }
      List<DeviceReading> readings;
      try {
        readings = ended.whole();
      } catch (IllegalArgumentException e) {
        tally.skipped(where(HealthConnectTable.NIGHTS, nightId), String.valueOf(e.getMessage()));
        return;
      }
      batches.addTogether(readings);
    }
  }

  private static long time(ResultSet row, int column) throws SQLException {
    Long time = whole(row, column);
    if (time == null) {
      throw new IllegalArgumentException("it has no time");
    }
    return time;
  }

  private static @Nullable Long whole(ResultSet row, int column) throws SQLException {
    double value = value(row, column);
    return Double.isNaN(value) ? null : (long) value;
  }

  /** The number in a column, NaN for none. A code may stand there as a text. */
  private static double value(ResultSet row, int column) throws SQLException {
    @Nullable Object value = row.getObject(column);
    if (value == null) {
      return Double.NaN;
    }
    try {
      double number =
          value instanceof Number told
              ? told.doubleValue()
              : Double.parseDouble(String.valueOf(value));
      if (Double.isFinite(number)) {
        return number == UNSAID ? Double.NaN : number;
      }
    } catch (NumberFormatException e) {
      // Said below, without what stands there.
    }
    throw new IllegalArgumentException("it has a value that is no number");
  }

  /** A record's own number, of its uuid: it has the same in a later export. */
  private static long number(byte @Nullable [] uuid) {
    if (uuid == null || uuid.length != UUID_BYTES) {
      throw new IllegalArgumentException("it has no uuid");
    }
    ByteBuffer bytes = ByteBuffer.wrap(uuid);
    long high = bytes.getLong();
    return high ^ bytes.getLong();
  }
}
