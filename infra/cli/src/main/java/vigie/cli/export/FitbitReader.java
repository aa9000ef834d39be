package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * Fitbit's export as the public data set has it: heart rate every few seconds, steps by minute (the
 * tracker uploads an hour at once), distance by day, nights, weighings. The export has no zone, so
 * its local times are taken as UTC. Hourly and daily sums of the same minutes, calories (not only
 * active ones) and intensities are no metric of ours and are not read.
 */
final class FitbitReader implements ExportReader {
  private static final BoundDevice TRACKER =
      new BoundDevice("tracker", "wrist tracker", Duration.ofSeconds(15));
  private static final BoundDevice SCALE = new BoundDevice("scale", "scale", Duration.ofDays(1));
  private static final ExportTimes TIMES = ExportTimes.of("M/d/yyyy h:mm:ss a", ZoneOffset.UTC);
  private static final ExportTimes DATES = ExportTimes.of("M/d/yyyy", ZoneOffset.UTC);
  private static final int MINUTES = 60;

  /** Reads one row. */
  private interface PersonRowReader {
    void read(String subject, CsvFile.Row row, SubjectReadings gathered) throws BrokenRowException;
  }

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(TRACKER, SCALE), subjects);
    ReadTally tally = new ReadTally();
    Map<String, PersonRowReader> files = new LinkedHashMap<>();
    files.put("minuteStepsWide_merged.csv", FitbitReader::steps);
    files.put("heartrate_seconds_merged.csv", FitbitReader::pulse);
    files.put("heartrate_seconds_merged.one_user.csv", FitbitReader::pulse);
    files.put("dailyActivity_merged.csv", FitbitReader::day);
    files.put("sleepDay_merged.csv", FitbitReader::night);
    files.put("weightLogInfo_merged.csv", FitbitReader::weighing);
    boolean any = false;
    for (Map.Entry<String, PersonRowReader> file : files.entrySet()) {
      any |= each(folder, file.getKey(), gathered, tally, file.getValue());
    }
    if (!any) {
      throw new ExportException(
          folder + " has none of the files of this export, such as minuteStepsWide_merged.csv");
    }
    return gathered.export(tally);
  }

  private static boolean each(
      Path folder, String name, SubjectReadings gathered, ReadTally tally, PersonRowReader reader) {
    return CsvFile.find(folder, name)
        .map(
            file -> {
              file.forEach(
                  tally,
                  row -> {
                    String subject = row.text("id");
                    if (gathered.wants(subject)) {
                      reader.read(subject, row, gathered);
                      tally.used();
                    }
                  });
              return file;
            })
        .isPresent();
  }

  private static void steps(String subject, CsvFile.Row row, SubjectReadings gathered)
      throws BrokenRowException {
    Instant hour = TIMES.instant(row.text("activityhour"));
    double[] counts = new double[MINUTES];
    for (int minute = 0; minute < MINUTES; minute++) {
      counts[minute] = row.number(String.format(Locale.ROOT, "steps%02d", minute));
    }
    Instant uploaded = hour.plus(Duration.ofMinutes(MINUTES));
    for (int minute = 0; minute < MINUTES; minute++) {
      Instant begin = hour.plus(Duration.ofMinutes(minute));
      Instant end = begin.plus(Duration.ofMinutes(1));
      gathered.add(
          subject,
          DeviceReading.interval(TRACKER.name(), "steps", counts[minute], "steps", begin, end)
              .sent(uploaded));
    }
  }

  private static void pulse(String subject, CsvFile.Row row, SubjectReadings gathered)
      throws BrokenRowException {
    Instant at = TIMES.instant(row.text("time"));
    double rate = row.number("value");
    gathered.add(subject, DeviceReading.instant(TRACKER.name(), "heart-rate", rate, "bpm", at));
  }

  private static void day(String subject, CsvFile.Row row, SubjectReadings gathered)
      throws BrokenRowException {
    Instant begin = DATES.startOfDay(row.text("activitydate"));
    Instant end = begin.plus(Duration.ofDays(1));
    double kilometres = row.number("totaldistance");
    gathered.add(
        subject, DeviceReading.interval(TRACKER.name(), "distance", kilometres, "km", begin, end));
  }

  private static void night(String subject, CsvFile.Row row, SubjectReadings gathered)
      throws BrokenRowException {
    Instant day = TIMES.instant(row.text("sleepday"));
    double minutes = row.number("totalminutesasleep");
    gathered.add(
        subject, DeviceReading.instant(TRACKER.name(), "sleep-total", minutes, "min", day));
  }

  private static void weighing(String subject, CsvFile.Row row, SubjectReadings gathered)
      throws BrokenRowException {
    Instant at = TIMES.instant(row.text("date"));
    double weight = row.number("weightkg");
    OptionalDouble fat = row.optionalNumber("fat");
    OptionalDouble bmi = row.optionalNumber("bmi");
    gathered.add(subject, DeviceReading.instant(SCALE.name(), "body-weight", weight, "kg", at));
    if (fat.isPresent()) {
      gathered.add(
          subject, DeviceReading.instant(SCALE.name(), "body-fat", fat.getAsDouble(), "%", at));
    }
    if (bmi.isPresent()) {
      gathered.add(
          subject, DeviceReading.instant(SCALE.name(), "bmi", bmi.getAsDouble(), "kg/m2", at));
    }
  }
}
