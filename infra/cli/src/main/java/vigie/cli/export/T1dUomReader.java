package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;
import vigie.reading.Context;

/**
 * T1D-UOM: a continuous glucose monitor (mmol/L), a watch (heart rate, activity, sleep) and a food
 * diary. Dates are day first. Local time is that of the United Kingdom, except where a file gives
 * Unix seconds or, for the nights, UTC. Insulin has no metric in the catalogue and is not read.
 */
final class T1dUomReader implements ExportReader {
  private static final BoundDevice CGM =
      new BoundDevice("cgm", "continuous glucose monitor", Duration.ofMinutes(5));
  private static final BoundDevice WATCH = new BoundDevice("watch", "watch", Duration.ofMinutes(5));
  private static final BoundDevice DIARY =
      new BoundDevice("diary", "food diary", Duration.ofHours(6));
  private static final ExportTimes LOCAL =
      ExportTimes.of("d/M/yyyy H:mm", ZoneId.of("Europe/London"));
  private static final ExportTimes UTC = ExportTimes.of("d/M/yyyy H:mm", ZoneOffset.UTC);

  /** Reads one row of one of a person's files. */
  private interface PersonRowReader {
    void read(String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
        throws BrokenRowException;
  }

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(CGM, WATCH, DIARY), subjects);
    ReadTally tally = new ReadTally();
    each(
        folder.resolve("glucose"),
        "UoMGlucose(\\d+)\\.csv",
        gathered,
        tally,
        T1dUomReader::glucose);
    each(
        folder.resolve("activity"),
        "UoMActivity(\\d+)\\.csv",
        gathered,
        tally,
        T1dUomReader::epoch);
    each(folder.resolve("sleep"), "UoMsleep(\\d+)\\.csv", gathered, tally, T1dUomReader::pulse);
    each(folder.resolve("sleep"), "UoM(\\d+)sleeptime\\.csv", gathered, tally, T1dUomReader::night);
    each(
        folder.resolve("nutrition"),
        "UoMNutrition(\\d+)\\.csv",
        gathered,
        tally,
        T1dUomReader::meal);
    return gathered.export(tally);
  }

  private static void each(
      Path folder, String name, SubjectReadings gathered, ReadTally tally, PersonRowReader reader) {
    CsvFile.matching(folder, Pattern.compile(name))
        .forEach(
            (subject, file) -> {
              if (gathered.wants(subject)) {
                file.forEach(tally, row -> reader.read(subject, row, gathered, tally));
              }
            });
  }

  private static void glucose(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = LOCAL.instant(row.text("bg_ts"));
    gathered.add(
        subject,
        DeviceReading.instant(CGM.name(), "glucose-cgm", row.number("value"), "mmol/L", at));
    tally.used();
  }

  private static void epoch(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant begin = Instant.ofEpochSecond((long) row.number("start_time_s"));
    Instant end = begin.plusSeconds((long) row.number("duration_s"));
    String zone = zone(row);
    double steps = row.number("step_count");
    double metres = row.number("distance_m");
    double kcal = row.number("active_kcal");
    // One epoch has a row per kind of activity: the device's own number keeps them apart.
    long number = begin.getEpochSecond() << 16 | (row.text("activity_type").hashCode() & 0xffff);
    for (DeviceReading reading :
        List.of(
            DeviceReading.interval(WATCH.name(), "steps", steps, "steps", begin, end),
            DeviceReading.interval(WATCH.name(), "distance", metres, "m", begin, end),
            DeviceReading.interval(WATCH.name(), "active-energy", kcal, "kcal", begin, end))) {
      gathered.add(subject, reading.zoned(zone).numbered(number));
    }
    tally.used();
  }

  private static void pulse(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    OptionalDouble rate = row.optionalNumber("heart_rate");
    if (rate.isEmpty() || rate.getAsDouble() == 0) {
      // The data set's documentation: 0 stands for no reading, so the watch sent none.
      tally.ignored("five minutes without a heart rate");
      return;
    }
    DeviceReading reading =
        DeviceReading.instant(
            WATCH.name(),
            "heart-rate",
            rate.getAsDouble(),
            "bpm",
            LOCAL.instant(row.text("sleep_ts")));
    boolean asleep = row.text("sleep_level").equals("1");
    gathered.add(subject, asleep ? reading.during(Context.SLEEP) : reading);
    tally.used();
  }

  private static void night(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant begin = UTC.instant(row.text("start_date_ts"));
    double deep = row.number("deep_sleep_s");
    double light = row.number("light_sleep_s");
    double rem = row.number("rem_sleep_s");
    Instant end = begin.plusSeconds((long) row.number("duration_in_sec"));
    String zone = zone(row);
    for (DeviceReading reading :
        List.of(
            DeviceReading.interval(
                WATCH.name(), "sleep-total", deep + light + rem, "s", begin, end),
            DeviceReading.interval(WATCH.name(), "sleep-deep", deep, "s", begin, end),
            DeviceReading.interval(WATCH.name(), "sleep-light", light, "s", begin, end),
            DeviceReading.interval(WATCH.name(), "sleep-rem", rem, "s", begin, end))) {
      gathered.add(subject, reading.zoned(zone));
    }
    tally.used();
  }

  private static void meal(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = LOCAL.instant(row.text("meal_ts"));
    boolean any = false;
    for (String[] part :
        new String[][] {
          {"carbs_g", "diet-carbs"},
          {"prot_g", "diet-protein"},
          {"fat_g", "diet-fat"},
          {"fibre_g", "diet-fibre"}
        }) {
      OptionalDouble grams = row.optionalNumber(part[0]);
      if (grams.isPresent()) {
        any = true;
        gathered.add(
            subject,
            DeviceReading.instant(DIARY.name(), part[1], grams.getAsDouble(), "g", at)
                .during(Context.MEAL));
      }
    }
    if (any) {
      tally.used();
    } else {
      tally.ignored("a meal without any amount");
    }
  }

  private static String zone(CsvFile.Row row) throws BrokenRowException {
    int seconds = (int) row.number("start_time_offset_s");
    if (Math.abs(seconds) > 14 * 3600 || seconds % 60 != 0) {
      throw new BrokenRowException("start_time_offset_s is no zone's: " + seconds);
    }
    String id = ZoneOffset.ofTotalSeconds(seconds).getId();
    return id.equals("Z") ? "+00:00" : id;
  }
}
