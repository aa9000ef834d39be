package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * Menstrual cycles: the first days of bleeding of {@code cycledata.csv}, and as person {@code
 * ftemp} the morning temperatures of {@code ftemp.csv}, taken at half past six. Ovulation stands
 * there by calculation and not by test, and the symptom has no scale: neither is read. Days are
 * UTC.
 */
final class CycleReader implements ExportReader {
  private static final ExportTimes DATES = ExportTimes.of("yyyy-MM-dd", ZoneOffset.UTC);
  private static final Instant DAY_ONE = Instant.parse("1990-07-11T06:30:00Z");
  private static final String PERSON = "ftemp";
  private static final BoundDevice DIARY = new BoundDevice("diary", "diary", Duration.ofDays(1));
  private static final BoundDevice THERMOMETER =
      new BoundDevice("thermometer", "thermometer", Duration.ofDays(1));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(DIARY, THERMOMETER), subjects);
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, "cycledata.csv")
        .forEach(tally, row -> day(row.text("id"), row, gathered, tally));
    if (gathered.wants(PERSON)) {
      CsvFile.required(folder, "ftemp.csv").forEach(tally, row -> morning(row, gathered, tally));
    }
    return gathered.export(tally);
  }

  private static void day(String person, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    if (!gathered.wants(person)) {
      return;
    }
    if (row.number("menses") != 1) {
      tally.ignored("a day that is no first day of bleeding");
      return;
    }
    Instant day = DATES.startOfDay(row.text("daterated"));
    gathered.add(person, DeviceReading.instant(DIARY.name(), "menstrual-period", 1, "1", day));
    tally.used();
  }

  private static void morning(CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = DAY_ONE.plus(Duration.ofDays((long) row.number("day") - 1));
    double value = row.number("temp_c");
    gathered.add(
        PERSON,
        DeviceReading.instant(THERMOMETER.name(), "basal-body-temperature", value, "Cel", at));
    tally.used();
  }
}
