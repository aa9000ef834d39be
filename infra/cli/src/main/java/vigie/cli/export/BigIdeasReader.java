package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * BIG IDEAs Lab glycaemic variability: a Dexcom sensor's values ({@code Dexcom_NNN.csv}) and a
 * diary of meals ({@code Food_Log_NNN.csv}). Its times have no zone and are taken as UTC.
 */
final class BigIdeasReader implements ExportReader {
  private static final Pattern SENSOR = Pattern.compile("Dexcom_(\\d+)\\.csv");
  private static final Pattern MEALS = Pattern.compile("Food_Log_(\\d+)\\.csv");
  private static final ExportTimes TIMES = ExportTimes.of("yyyy-MM-dd HH:mm:ss", ZoneOffset.UTC);
  private static final BoundDevice CGM =
      new BoundDevice("cgm", "continuous glucose monitor", Duration.ofMinutes(5));
  private static final BoundDevice DIARY = new BoundDevice("diary", "diary", Duration.ofHours(6));

  /** Of a meal: the column, the metric, the unit. */
  private static final List<SubjectReadings.Column> PARTS =
      List.of(
          new SubjectReadings.Column("calorie", "diet-energy", "kcal"),
          new SubjectReadings.Column("total_carb", "diet-carbs", "g"),
          new SubjectReadings.Column("dietary_fiber", "diet-fibre", "g"),
          new SubjectReadings.Column("sugar", "diet-sugar", "g"),
          new SubjectReadings.Column("protein", "diet-protein", "g"),
          new SubjectReadings.Column("total_fat", "diet-fat", "g"));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(CGM, DIARY), subjects);
    ReadTally tally = new ReadTally();
    Map<String, CsvFile> sensors = CsvFile.matching(folder, SENSOR);
    if (sensors.isEmpty()) {
      throw new ExportException(folder + " has no Dexcom_NNN.csv");
    }
    sensors.forEach(
        (subject, file) -> {
          if (gathered.wants(subject)) {
            file.forEach(tally, row -> glucose(subject, row, gathered, tally));
          }
        });
    CsvFile.matching(folder, MEALS)
        .forEach(
            (subject, file) -> {
              if (gathered.wants(subject)) {
                file.forEach(tally, row -> food(subject, row, gathered, tally));
              }
            });
    return gathered.export(tally);
  }

  private static void glucose(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    if (!row.text("event_type").equals("EGV")) {
      tally.ignored("what the sensor says beside its values");
      return;
    }
    Instant at = TIMES.instant(row.text("timestamp"));
    double value = row.number("glucose");
    gathered.add(subject, DeviceReading.instant(CGM.name(), "glucose-cgm", value, "mg/dL", at));
    tally.used();
  }

  private static void food(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = TIMES.instant(row.text("time_begin"));
    boolean any =
        gathered.add(
            subject,
            row,
            PARTS,
            (part, value) ->
                DeviceReading.instant(DIARY.name(), part.metric(), value, part.unit(), at));
    if (any) {
      tally.used();
    } else {
      tally.ignored("a food without numbers");
    }
  }
}
