package vigie.cli.export;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * VitalDB's annotated beats ({@code annotation_files.zip}) as heart rates: 60 s by the time since
 * the beat before, of beats whose signal is good. A case is a person; it has no date and is taken
 * as from the begin of 2015, UTC. Of several beats in one second the first is read.
 */
final class VitalDbReader implements ExportReader {
  private static final String FILE = "annotation_files.zip";
  private static final Instant BEGIN = Instant.parse("2015-01-01T00:00:00Z");
  private static final Pattern CASE = Pattern.compile("Annotation_file_(\\d+)\\.csv");
  private static final BoundDevice ECG =
      new BoundDevice("ecg", "electrocardiograph", Duration.ofSeconds(1));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(ECG), subjects);
    ReadTally tally = new ReadTally();
    Path zip = folder.resolve(FILE);
    try (FileSystem cases = FileSystems.newFileSystem(zip)) {
      CsvFile.matching(cases.getPath("/"), CASE)
          .forEach(
              (person, file) -> {
                if (gathered.wants(person)) {
                  Beats beats = new Beats(person, gathered, tally);
                  file.forEach(tally, beats::next);
                }
              });
    } catch (IOException e) {
      throw new ExportException(zip + " cannot be read: " + e.getMessage(), e);
    }
    return gathered.export(tally);
  }

  /** One case, beat by beat. */
  private static final class Beats {
    private final String person;
    private final SubjectReadings gathered;
    private final ReadTally tally;
    private double before = Double.NaN;
    private long second = Long.MIN_VALUE;

    Beats(String person, SubjectReadings gathered, ReadTally tally) {
      this.person = person;
      this.gathered = gathered;
      this.tally = tally;
    }

    void next(CsvFile.Row row) throws BrokenRowException {
      double at = row.number("time_second");
      double since = at - before;
      boolean good = !row.text("bad_signal_quality").equalsIgnoreCase("true");
      before = good ? at : Double.NaN;
      if (!(since > 0)) {
        tally.ignored("a beat after none, or of a bad signal");
        return;
      }
      if ((long) at == second) {
        tally.ignored("a beat of a second that has one");
        return;
      }
      second = (long) at;
      gathered.add(
          person,
          DeviceReading.instant(
              ECG.name(),
              "heart-rate",
              60 / since,
              "bpm",
              BEGIN.plusMillis(Math.round(at * 1000))));
      tally.used();
    }
  }
}
