package vigie.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What the rows of Health Connect's tables mean, as far as the intake has taken them. */
class HealthConnectReadingsTest {
  private final Path folder;
  private SqliteHealthConnectFile export;

  HealthConnectReadingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void create() throws SQLException, IOException {
    export = new SqliteHealthConnectFile(folder);
  }

  @AfterEach
  void close() throws SQLException {
    export.close();
  }

  @ParameterizedTest(name = "{1} = {2} of {0} is {3} {4} {5}")
  @CsvSource({
    "heart_rate_variability_rmssd_record_table, heart_rate_variability_millis, 41.5,"
        + " hrv-rmssd, 41.5, ms",
    "respiratory_rate_record_table, rate, 14.5, respiratory-rate, 14.5, /min",
    "oxygen_saturation_record_table, percentage, 96.5, spo2, 96.5, %",
    "body_temperature_record_table, temperature, 36.9, body-temperature, 36.9, Cel",
    "basal_body_temperature_record_table, temperature, 36.4, basal-body-temperature, 36.4, Cel",
    "weight_record_table, weight, 71400, body-weight, 71.4, kg",
    "height_record_table, height, 1.75, body-height, 175, cm",
    "body_fat_record_table, percentage, 21.5, body-fat, 21.5, %",
    "menstruation_flow_record_table, flow, 0, menstrual-flow, 4, 1",
    "menstruation_flow_record_table, flow, 3, menstrual-flow, 3, 1",
    "ovulation_test_record_table, result, 0, ovulation-test, 2, 1",
    "ovulation_test_record_table, result, 1, ovulation-test, 1, 1",
    "ovulation_test_record_table, result, 3, ovulation-test, 0, 1",
  })
  @Tag("C-59")
  void aRecordOfAnInstantIsTakenInItsUnit(
      String table, String column, String sent, String metric, double value, String unit)
      throws SQLException {
    export.instant(table, "06:40:00", column, sent);

    Reading reading = taken().get(0);
    assertThat(reading.metric().id()).isEqualTo(metric);
    assertThat(reading.metric().unit()).isEqualTo(unit);
    assertThat(reading.value()).isEqualTo(value);
    assertThat(reading.effective()).isEqualTo(Instant.parse("2026-03-02T06:40:00Z"));
    assertThat(reading.effectiveEnd()).isNull();
    assertThat(reading.zoneOffsetMinutes()).isEqualTo(60);
    assertThat(reading.quality()).isEqualTo(Quality.VALID);
  }

  @ParameterizedTest(name = "{1} = {2} of {0} is {3} {4} {5}")
  @CsvSource({
    "steps_record_table, count, 812, steps, 812, 1",
    "distance_record_table, distance, 640.5, distance, 640.5, m",
    "floors_climbed_record_table, floors, 3, flights-climbed, 3, 1",
    "active_calories_burned_record_table, energy, 31500, active-energy, 31.5, kcal",
    "hydration_record_table, volume, 0.25, diet-water, 0.25, L",
    "nutrition_record_table, energy, 250000, diet-energy, 250, kcal",
    "nutrition_record_table, total_carbohydrate, 31, diet-carbs, 31, g",
    "nutrition_record_table, protein, 9.5, diet-protein, 9.5, g",
    "nutrition_record_table, total_fat, 8, diet-fat, 8, g",
    "nutrition_record_table, sodium, 0.5, diet-sodium, 500, mg",
    "nutrition_record_table, sugar, 12, diet-sugar, 12, g",
    "nutrition_record_table, dietary_fiber, 4, diet-fibre, 4, g",
  })
  void whatAddsUpKeepsItsInterval(
      String table, String column, String sent, String metric, double value, String unit)
      throws SQLException {
    export.interval(table, "06:40:00", "06:50:00", column, sent);

    Reading reading = taken().get(0);
    assertThat(reading.metric().id()).isEqualTo(metric);
    assertThat(reading.metric().unit()).isEqualTo(unit);
    assertThat(reading.value()).isEqualTo(value);
    assertThat(reading.effective()).isEqualTo(Instant.parse("2026-03-02T06:40:00Z"));
    assertThat(reading.effectiveEnd()).isEqualTo(Instant.parse("2026-03-02T06:50:00Z"));
  }

  @Test
  @Tag("C-59")
  void aDayIsTakenAsFromGoogleFitsTakeoutOfIt() throws SQLException, IOException {
    export.interval("steps_record_table", "06:40:00", "06:50:00", "count", "812");
    export.interval("distance_record_table", "06:40:00", "06:50:00", "distance", "640.5");
    long record = export.interval("heart_rate_record_table", "06:40:00", "06:50:00", "", "");
    export.heartRate(record, "06:40:10", 88);
    export.heartRate(record, "06:41:10", 91);
    export.instant("weight_record_table", "07:00:00", "weight", "71400");
    export.instant("height_record_table", "07:00:00", "height", "1.75");
    export.instant("oxygen_saturation_record_table", "07:01:00", "percentage", "96");
    export.instant("body_temperature_record_table", "07:02:00", "temperature", "36.9");
    export.glucose("07:03:00", 2, 5.4);
    export.pressure("07:04:00", 128, 81);
    Path takeout =
        Files.writeString(
            folder.resolve("derived_points.json"),
            "{\"Data Points\":["
                + String.join(
                    ",",
                    point("step_count.delta", "06:40:00", "06:50:00", 812),
                    point("distance.delta", "06:40:00", "06:50:00", 640.5),
                    point("heart_rate.bpm", "06:40:10", "06:40:10", 88),
                    point("heart_rate.bpm", "06:41:10", "06:41:10", 91),
                    point("weight", "07:00:00", "07:00:00", 71.4),
                    point("height", "07:00:00", "07:00:00", 1.75),
                    point("oxygen_saturation", "07:01:00", "07:01:00", 96),
                    point("body.temperature", "07:02:00", "07:02:00", 36.9),
                    point("blood_glucose", "07:03:00", "07:03:00", 5.4),
                    point("blood_pressure", "07:04:00", "07:04:00", 128, 81))
                + "]}");

    List<Reading> connect = taken();
    List<Reading> fit =
        TakenReadings.of(ImportedFile.read(new JsonGoogleFitMessages(takeout)).messages())
            .accepted();

    assertThat(connect).hasSize(11);
    assertThat(new TakenReadings(connect, List.of()).told())
        .isEqualTo(new TakenReadings(fit, List.of()).told());
    // So a person who changes from one to the other has no reading twice.
    assertThat(connect.stream().map(Reading::id))
        .containsExactlyInAnyOrderElementsOf(fit.stream().map(Reading::id).toList());
  }

  @ParameterizedTest(name = "specimen {0} is {1}")
  @CsvSource({
    "0, glucose",
    "1, glucose-cgm",
    "2, glucose",
    "3, glucose",
    "4, glucose",
    "6, glucose"
  })
  void glucoseOfTheFluidBetweenCellsIsASensors(int specimen, String metric) throws SQLException {
    export.glucose("07:03:00", specimen, 5.4);

    assertThat(taken()).extracting(reading -> reading.metric().id()).containsExactly(metric);
  }

  @Test
  void aNightHasItsStagesAndLastsWithoutWhatWasSpentAwake() throws SQLException {
    long night =
        export.interval(
            "sleep_session_record_table",
            "2026-03-01T22:00:00Z",
            "2026-03-02T06:00:00Z",
            "title",
            "NULL");
    export.stage(night, "2026-03-01T22:00:00Z", "2026-03-01T22:20:00Z", 7);
    export.stage(night, "2026-03-01T22:30:00Z", "2026-03-02T01:00:00Z", 4);
    export.stage(night, "2026-03-02T01:00:00Z", "2026-03-02T02:00:00Z", 5);
    export.stage(night, "2026-03-02T02:00:00Z", "2026-03-02T02:05:00Z", 3);
    export.stage(night, "2026-03-02T02:05:00Z", "2026-03-02T03:00:00Z", 6);
    export.stage(night, "2026-03-02T03:00:00Z", "2026-03-02T05:00:00Z", 2);
    export.stage(night, "2026-03-02T05:00:00Z", "2026-03-02T05:55:00Z", 0);
    export.stage(night, "2026-03-02T05:55:00Z", "2026-03-02T06:00:00Z", 1);
    export.interval("sleep_session_record_table", "13:00:00", "13:30:00", "", "");

    String session = " 2026-03-01T22:00:00Z/2026-03-02T06:00:00Z";
    assertThat(new TakenReadings(taken(), List.of()).told())
        .containsExactlyInAnyOrder(
            "sleep-stage 2.0 2026-03-01T22:00:00Z/2026-03-01T22:20:00Z",
            "sleep-stage 4.0 2026-03-01T22:30:00Z/2026-03-02T01:00:00Z",
            "sleep-stage 5.0 2026-03-02T01:00:00Z/2026-03-02T02:00:00Z",
            "sleep-stage 2.0 2026-03-02T02:00:00Z/2026-03-02T02:05:00Z",
            "sleep-stage 3.0 2026-03-02T02:05:00Z/2026-03-02T03:00:00Z",
            "sleep-stage 1.0 2026-03-02T03:00:00Z/2026-03-02T05:00:00Z",
            "sleep-stage 2.0 2026-03-02T05:55:00Z/2026-03-02T06:00:00Z",
            "sleep-total 7.5" + session,
            "sleep-light 150.0" + session,
            "sleep-deep 60.0" + session,
            "sleep-rem 55.0" + session,
            "sleep-total 0.5 2026-03-02T13:00:00Z/2026-03-02T13:30:00Z");
  }

  @Test
  void theFoodsOfAMealAreAllTakenAndWhatTheAppDidNotSayIsNot() throws SQLException {
    // An app that does not say a number leaves 4.9E-324 there, or nothing.
    String columns = "energy, protein, sugar, sodium";
    export.interval(
        "nutrition_record_table", "06:40:00", "06:50:00", columns, "250000, 9, 4.9E-324, NULL");
    export.interval(
        "nutrition_record_table", "06:40:00", "06:50:00", columns, "90000, 4.9E-324, 20, NULL");

    List<Reading> readings = taken();

    assertThat(readings)
        .extracting(reading -> reading.metric().id() + " " + reading.value())
        .containsExactlyInAnyOrder(
            "diet-energy 250.0", "diet-protein 9.0", "diet-energy 90.0", "diet-sugar 20.0");
    assertThat(readings.stream().map(Reading::id).distinct()).hasSize(4);
  }

  @Test
  void aPeriodIsToldByItsDaysWhereThePersonWas() throws SQLException {
    export.interval(
        "menstruation_period_record_table", "2026-03-01T23:30:00Z", "2026-03-05T23:00:00Z", "", "");

    // From 0.30 on the 2nd until midnight at the end of the 5th, an hour east of Greenwich.
    assertThat(taken())
        .extracting(reading -> reading.metric().id() + " " + reading.effective())
        .containsExactly(
            "menstrual-period 2026-03-01T23:30:00Z",
            "menstrual-period 2026-03-02T23:30:00Z",
            "menstrual-period 2026-03-03T23:30:00Z",
            "menstrual-period 2026-03-04T23:30:00Z");
  }

  @Test
  void whatWasEnteredByHandIsInDoubtWhereAnInstrumentCouldHaveToldIt() throws SQLException {
    export.method(3);
    export.instant("weight_record_table", "07:00:00", "weight", "71400");
    export.glucose("07:03:00", 2, 5.4);
    export.interval("hydration_record_table", "07:04:00", "07:05:00", "volume", "0.25");
    export.instant("intermenstrual_bleeding_record_table", "07:06:00", "", "");

    ImportedFile read = read();

    assertThat(read.payload(0).findValues("quality")).hasSize(2);
    assertThat(TakenReadings.of(read.messages()).accepted())
        .extracting(reading -> reading.metric().id() + " " + reading.quality())
        .containsExactlyInAnyOrder(
            "body-weight QUESTIONABLE",
            "glucose VALID",
            "diet-water VALID",
            "intermenstrual-bleeding VALID");
  }

  @ParameterizedTest(name = "offset {0} is {1} minutes")
  @CsvSource({"-12600, -210", "0, 0", "NULL,", "99999999,"})
  void anOffsetThatCanBeNoneIsLeftOut(String seconds, Integer minutes) throws SQLException {
    export.offset(seconds).instant("weight_record_table", "07:00:00", "weight", "71400");

    assertThat(taken()).extracting(Reading::zoneOffsetMinutes).containsExactly(minutes);
  }

  private static String point(String type, String begin, String end, double... values) {
    StringBuilder fields = new StringBuilder();
    for (double value : values) {
      fields.append(fields.isEmpty() ? "" : ",").append("{\"value\":{\"fpVal\":" + value + "}}");
    }
    return "{\"fitValue\":[%s],\"dataTypeName\":\"com.google.%s\",\"startTimeNanos\":%d000000,"
            .formatted(fields, type, SqliteHealthConnectFile.millis(begin))
        + "\"endTimeNanos\":%d000000}".formatted(SqliteHealthConnectFile.millis(end));
  }

  private ImportedFile read() throws SQLException {
    return ImportedFile.read(new SqliteHealthConnectMessages(export.written(), folder, Set.of()));
  }

  /** What the intake takes of it; it refuses nothing. */
  private List<Reading> taken() throws SQLException {
    TakenReadings taken = TakenReadings.of(read().messages());
    assertThat(taken.rejected()).isEmpty();
    return taken.accepted();
  }
}
