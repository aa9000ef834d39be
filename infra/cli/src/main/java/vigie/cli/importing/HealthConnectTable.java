package vigie.cli.importing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.DeviceReading;
import vigie.reading.MetricCatalogue;

/**
 * One of Health Connect's tables, and what a row of it says in the catalogue's words. The names are
 * those of Android's module HealthFitness: tables and columns of the helpers in {@code
 * com.android.server.healthconnect.storage.datatypehelpers}, units of what the records in {@code
 * android.health.connect.internal.datatypes} make of a number, codes of {@code
 * android.health.connect.datatypes}.
 *
 * @param name the table
 * @param series the table that has its values, where a record is many; null where it is a row
 * @param times columns of the begin, the end (none for an instant) and the offset from UTC
 * @param columns columns of the values
 * @param numbered whether several records of one time are all true, as the foods of a meal are; of
 *     others the phone itself keeps one
 * @param reader the readings of a row; throws IllegalArgumentException for one that cannot be
 */
record HealthConnectTable(
    String name,
    @Nullable String series,
    List<String> times,
    List<String> columns,
    boolean numbered,
    Function<HealthConnectRow, List<DeviceReading>> reader) {
  /** Sessions of sleep, which {@link HealthConnectNight} reads. */
  static final HealthConnectTable NIGHTS =
      new HealthConnectTable(
          "sleep_session_record_table",
          "sleep_stages_table",
          List.of("start_time", "end_time", "start_zone_offset"),
          List.of("stage_start_time", "stage_end_time", "stage_type"),
          false,
          row -> List.of());

  private static final String SERIES_TIME = "epoch_millis";
  private static final List<String> INSTANT = List.of("time", "zone_offset");
  private static final List<String> INTERVAL =
      List.of("start_time", "end_time", "start_zone_offset");

  /** A period that lasts longer was never ended (project choice). */
  private static final long PERIOD_DAYS_MAX = 60;

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Map<Integer, String> FLOWS =
      Map.of(0, "unspecified", 1, "light", 2, "medium", 3, "heavy");

  /** "High" (2) is a rise of estrogen or of LH, of which our codes have only the former. */
  private static final Map<Integer, String> OVULATION =
      Map.of(0, "indeterminate", 1, "positive", 3, "negative");

  private static final int INTERSTITIAL = 1;
  private static final int TEARS = 5;

  /** All but {@link #NIGHTS}. */
  static final List<HealthConnectTable> ALL =
      List.of(
          intervals("steps_record_table", new Column("count", "steps", "steps", 1)),
          intervals("distance_record_table", new Column("distance", "distance", "m", 1)),
          intervals("floors_climbed_record_table", new Column("floors", "flights-climbed", "1", 1)),
          intervals(
              "active_calories_burned_record_table",
              new Column("energy", "active-energy", "kcal", 1000)),
          heartRates(new Column("beats_per_minute", "heart-rate", "bpm", 1)),
          instants(
              "heart_rate_variability_rmssd_record_table",
              new Column("heart_rate_variability_millis", "hrv-rmssd", "ms", 1)),
          instants(
              "respiratory_rate_record_table",
              new Column("rate", "respiratory-rate", "breaths/min", 1)),
          instants("oxygen_saturation_record_table", new Column("percentage", "spo2", "%", 1)),
          instants(
              "blood_pressure_record_table",
              new Column("systolic", "bp-systolic", "mmHg", 1),
              new Column("diastolic", "bp-diastolic", "mmHg", 1)),
          instants(
              "blood_glucose_record_table",
              List.of("level", "specimen_source"),
              HealthConnectTable::glucose),
          instants(
              "body_temperature_record_table",
              new Column("temperature", "body-temperature", "Cel", 1)),
          instants(
              "basal_body_temperature_record_table",
              new Column("temperature", "basal-body-temperature", "Cel", 1)),
          instants("weight_record_table", new Column("weight", "body-weight", "kg", 1000)),
          instants("height_record_table", new Column("height", "body-height", "m", 1)),
          instants("body_fat_record_table", new Column("percentage", "body-fat", "%", 1)),
          intervals(
                  "nutrition_record_table",
                  new Column("energy", "diet-energy", "kcal", 1000),
                  new Column("total_carbohydrate", "diet-carbs", "g", 1),
                  new Column("protein", "diet-protein", "g", 1),
                  new Column("total_fat", "diet-fat", "g", 1),
                  new Column("sodium", "diet-sodium", "g", 1),
                  new Column("sugar", "diet-sugar", "g", 1),
                  new Column("dietary_fiber", "diet-fibre", "g", 1))
              .allTrue(),
          intervals("hydration_record_table", new Column("volume", "diet-water", "L", 1)).allTrue(),
          instants(
              "menstruation_flow_record_table",
              List.of("flow"),
              row -> coded(row, "menstrual-flow", FLOWS)),
          new HealthConnectTable(
              "menstruation_period_record_table",
              null,
              INTERVAL,
              List.of(),
              false,
              HealthConnectTable::daysOfPeriod),
          instants(
              "intermenstrual_bleeding_record_table",
              List.of(),
              row -> List.of(row.reading("intermenstrual-bleeding", 1, "1"))),
          instants(
              "ovulation_test_record_table",
              List.of("result"),
              row -> coded(row, "ovulation-test", OVULATION)));

  /**
   * A column with a number.
   *
   * @param name in the table
   * @param metric the catalogue's id
   * @param unit one that the metric accepts
   * @param divisor makes a value of that unit of the table's
   */
  private record Column(String name, String metric, String unit, double divisor) {}

  /** Copies what could change. */
  HealthConnectTable {
    times = List.copyOf(times);
    columns = List.copyOf(columns);
  }

  /** Whether its records have a begin and an end. */
  boolean ofIntervals() {
    return times.size() == INTERVAL.size();
  }

  /** The columns that it must have itself to be read, without those of its series. */
  List<String> ownColumns() {
    Stream<String> own =
        Stream.concat(times.stream(), columns.stream()).filter(column -> !ofSeries(column));
    Stream<String> common =
        Stream.of("row_id", "uuid", "app_info_id", "device_info_id", "recording_method");
    return Stream.concat(common, own).toList();
  }

  /** The columns that its series must have to be read; none when there is no series. */
  List<String> seriesColumns() {
    Stream<String> inSeries =
        Stream.concat(times.stream(), columns.stream()).filter(this::ofSeries);
    return series == null ? List.of() : Stream.concat(Stream.of("parent_key"), inSeries).toList();
  }

  /** Whether a column stands in the series. */
  boolean ofSeries(String column) {
    return series != null && (columns.contains(column) || column.equals(SERIES_TIME));
  }

  private HealthConnectTable allTrue() {
    return new HealthConnectTable(name, series, times, columns, true, reader);
  }

  private static HealthConnectTable heartRates(Column column) {
    List<Column> list = List.of(column);
    return new HealthConnectTable(
        "heart_rate_record_table",
        "heart_rate_record_series_table",
        List.of(SERIES_TIME, "start_zone_offset"),
        List.of(column.name()),
        false,
        row -> each(row, list));
  }

  private static HealthConnectTable instants(String name, Column... columns) {
    List<Column> list = List.of(columns);
    return instants(name, list.stream().map(Column::name).toList(), row -> each(row, list));
  }

  private static HealthConnectTable instants(
      String name, List<String> columns, Function<HealthConnectRow, List<DeviceReading>> reader) {
    return new HealthConnectTable(name, null, INSTANT, columns, false, reader);
  }

  private static HealthConnectTable intervals(String name, Column... columns) {
    List<Column> list = List.of(columns);
    return new HealthConnectTable(
        name,
        null,
        INTERVAL,
        list.stream().map(Column::name).toList(),
        false,
        row -> each(row, list));
  }

  private static List<DeviceReading> each(HealthConnectRow row, List<Column> columns) {
    List<DeviceReading> readings = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      double value = row.values().get(i);
      if (!Double.isNaN(value)) {
        readings.add(row.reading(column.metric(), value / column.divisor(), column.unit()));
      }
    }
    return readings;
  }

  private static List<DeviceReading> glucose(HealthConnectRow row) {
    double level = row.values().get(0);
    double specimen = row.values().get(1);
    if (Double.isNaN(level) || specimen == TEARS) {
      return List.of();
    }
    String metric = specimen == INTERSTITIAL ? "glucose-cgm" : "glucose";
    return List.of(row.reading(metric, level, "mmol/L"));
  }

  private static List<DeviceReading> coded(
      HealthConnectRow row, String metric, Map<Integer, String> codes) {
    double sent = row.values().get(0);
    String code = Double.isNaN(sent) ? null : codes.get((int) sent);
    return code == null
        ? List.of()
        : List.of(
            row.reading(
                metric, MetricCatalogue.standard().metric(metric).codes().indexOf(code), "1"));
  }

  /** A bleeding is counted by its days, so each of them is told. */
  private static List<DeviceReading> daysOfPeriod(HealthConnectRow row) {
    long end = row.end() == null ? row.begin() : row.end();
    if (end - row.begin() > PERIOD_DAYS_MAX * DAY) {
      throw new IllegalArgumentException("it lasts more than " + PERIOD_DAYS_MAX + " days");
    }
    long offset = row.offsetSeconds() == null ? 0 : row.offsetSeconds() * 1000L;
    // One that ends at midnight has nothing of the day that begins then.
    long last = Math.max(row.begin(), end - 1);
    long days = Math.floorDiv(last + offset, DAY) - Math.floorDiv(row.begin() + offset, DAY);
    List<DeviceReading> readings = new ArrayList<>();
    for (long day = 0; day <= days; day++) {
      long at = Math.min(row.begin() + day * DAY, last);
      readings.add(row.reading("menstrual-period", 1, "1", at, null));
    }
    return readings;
  }
}
