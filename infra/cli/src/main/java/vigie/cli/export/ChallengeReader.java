package vigie.cli.export;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * The five minutes before bedside alarms of the PhysioNet/CinC Challenge 2015, as heart rates of
 * every second ({@code derived_hr_1hz.csv}): by beats of the electrocardiogram and by pulses of the
 * artery or the finger. The records have no date: each begins with the year 2015, UTC.
 */
final class ChallengeReader implements ExportReader {
  private static final String FILE = "derived_hr_1hz.csv";
  private static final Instant BEGIN = Instant.parse("2015-01-01T00:00:00Z");
  private static final BoundDevice ECG =
      new BoundDevice("ecg", "electrocardiograph", Duration.ofSeconds(1));
  private static final BoundDevice PULSE =
      new BoundDevice("pulse", "pulse monitor", Duration.ofSeconds(1));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(ECG, PULSE), subjects);
    ReadTally tally = new ReadTally();
    CsvFile.required(folder, FILE)
        .forEach(
            tally,
            row -> {
              String record = row.text("record");
              if (gathered.wants(record)) {
                read(record, row, gathered, tally);
              }
            });
    return gathered.export(tally);
  }

  private static void read(
      String record, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = BEGIN.plusSeconds((long) row.number("second"));
    OptionalDouble beats = row.optionalNumber("hr_ecg_bpm");
    OptionalDouble pulses = row.optionalNumber("hr_pulse_bpm");
    add(record, ECG, beats, at, gathered);
    add(record, PULSE, pulses, at, gathered);
    if (beats.isPresent() || pulses.isPresent()) {
      tally.used();
    } else {
      tally.ignored("a second without a rate");
    }
  }

  private static void add(
      String record,
      BoundDevice device,
      OptionalDouble rate,
      Instant at,
      SubjectReadings gathered) {
    if (rate.isPresent()) {
      gathered.add(
          record,
          DeviceReading.instant(device.name(), "heart-rate", rate.getAsDouble(), "bpm", at));
    }
  }
}
