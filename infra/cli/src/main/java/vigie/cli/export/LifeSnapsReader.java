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
 * LifeSnaps, one row per person and day ({@code daily_fitbit_sema_df_unprocessed.csv}): what a
 * watch tells of the day when it ends, and of the night in the morning. The data set has no hours
 * and no zone: a day is taken from midnight to midnight UTC, and the night's values as of 7
 * o'clock. Means of a day's heart rate are no reading of ours and are not read.
 */
final class LifeSnapsReader implements ExportReader {
  private static final String FILE = "daily_fitbit_sema_df_unprocessed.csv";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MORNING = Duration.ofHours(7);
  private static final BoundDevice WATCH = new BoundDevice("watch", "watch", DAY);
  private static final ExportTimes DATES = ExportTimes.of("yyyy-MM-dd", ZoneOffset.UTC);

  /** Of the night: the column, the metric, the unit. */
  private static final List<SubjectReadings.Column> NIGHT =
      List.of(
          new SubjectReadings.Column("nightly_temperature", "skin-temperature", "Cel"),
          new SubjectReadings.Column("rmssd", "hrv-rmssd", "ms"),
          new SubjectReadings.Column("spo2", "spo2", "%"),
          new SubjectReadings.Column(
              "full_sleep_breathing_rate", "respiratory-rate", "breaths/min"),
          new SubjectReadings.Column("nremhr", "heart-rate", "bpm"),
          new SubjectReadings.Column("minutesasleep", "sleep-total", "min"));

  /** Of the day. */
  private static final List<SubjectReadings.Column> DAYTIME =
      List.of(
          new SubjectReadings.Column("steps", "steps", "steps"),
          new SubjectReadings.Column("distance", "distance", "m"));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(WATCH), subjects);
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, FILE)
        .forEach(
            tally,
            row -> {
              String subject = row.text("id");
              if (gathered.wants(subject)) {
                read(subject, row, gathered, tally);
              }
            });
    return gathered.export(tally);
  }

  private static void read(
      String subject, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant midnight = DATES.startOfDay(row.text("date"));
    Instant morning = midnight.plus(MORNING);
    boolean night =
        gathered.add(
            subject,
            row,
            NIGHT,
            (column, value) ->
                DeviceReading.instant(WATCH.name(), column.metric(), value, column.unit(), morning)
                    .zoned("+00:00"));
    boolean day =
        gathered.add(
            subject,
            row,
            DAYTIME,
            (column, value) ->
                DeviceReading.interval(
                        WATCH.name(),
                        column.metric(),
                        value,
                        column.unit(),
                        midnight,
                        midnight.plus(DAY))
                    .zoned("+00:00"));
    if (night || day) {
      tally.used();
    } else {
      tally.ignored("a day without any of our metrics");
    }
  }
}
