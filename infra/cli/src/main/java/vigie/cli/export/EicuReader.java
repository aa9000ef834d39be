package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * The eICU demo's pressures of a cuff ({@code vitalaperiodic.csv}), a stay being a person. Times
 * are minutes since admission, and an admission has no date: each is taken as the begin of 2015,
 * UTC.
 */
final class EicuReader implements ExportReader {
  private static final Instant ADMISSION = Instant.parse("2015-01-01T00:00:00Z");
  private static final BoundDevice CUFF =
      new BoundDevice("cuff", "bedside monitor", Duration.ofMinutes(15));

  private static final List<SubjectReadings.Column> PRESSURES =
      List.of(
          new SubjectReadings.Column("noninvasivesystolic", "bp-systolic", "mmHg"),
          new SubjectReadings.Column("noninvasivediastolic", "bp-diastolic", "mmHg"),
          new SubjectReadings.Column("noninvasivemean", "bp-mean", "mmHg"));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(CUFF), subjects);
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, "vitalaperiodic.csv")
        .forEach(
            tally,
            row -> {
              String stay = row.text("patientunitstayid");
              if (gathered.wants(stay)) {
                read(stay, row, gathered, tally);
              }
            });
    return gathered.export(tally);
  }

  private static void read(String stay, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = ADMISSION.plus((long) row.number("observationoffset"), ChronoUnit.MINUTES);
    boolean any =
        gathered.add(
            stay,
            row,
            PRESSURES,
            (pressure, value) ->
                DeviceReading.instant(CUFF.name(), pressure.metric(), value, pressure.unit(), at));
    if (any) {
      tally.used();
    } else {
      tally.ignored("no pressure of a cuff");
    }
  }
}
