package vigie.cli.export;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * An Empatica wristband's sessions, {@code PERSON/SESSION/HR.csv} and {@code TEMP.csv}: the begin
 * in seconds since 1970 UTC, the rate in Hz, then a value a line. Of several in one second the
 * first is read.
 */
final class EmpaticaReader implements ExportReader {
  private static final BoundDevice BAND =
      new BoundDevice("wristband", "wristband", Duration.ofSeconds(1));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(BAND), subjects);
    ReadTally tally = new ReadTally();
    for (Path person : folders(folder)) {
      String subject = String.valueOf(person.getFileName());
      if (gathered.wants(subject)) {
        for (Path session : folders(person)) {
          read(session, "HR.csv", subject, "heart-rate", "bpm", gathered, tally);
          read(session, "TEMP.csv", subject, "skin-temperature", "Cel", gathered, tally);
        }
      }
    }
    return gathered.export(tally);
  }

  private static void read(
      Path session,
      String name,
      String subject,
      String metric,
      String unit,
      SubjectReadings gathered,
      ReadTally tally) {
    CsvFile.find(session, name)
        .ifPresent(
            file -> {
              try (BufferedReader lines = new BufferedReader(file.open())) {
                values(lines, file.name(), subject, metric, unit, gathered, tally);
              } catch (IOException | NumberFormatException e) {
                throw new ExportException(
                    session.resolve(name) + " cannot be read: " + e.getMessage(), e);
              }
            });
  }

  private static void values(
      BufferedReader lines,
      String file,
      String subject,
      String metric,
      String unit,
      SubjectReadings gathered,
      ReadTally tally)
      throws IOException {
    double begin = Double.parseDouble(String.valueOf(lines.readLine()));
    double rate = Double.parseDouble(String.valueOf(lines.readLine()));
    long second = Long.MIN_VALUE;
    long row = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      double at = begin + row++ / rate;
      if ((long) at == second) {
        tally.ignored("a value of a second that has one");
        continue;
      }
      second = (long) at;
      try {
        double value = Double.parseDouble(line);
        gathered.add(
            subject,
            DeviceReading.instant(BAND.name(), metric, value, unit, Instant.ofEpochSecond(second)));
        tally.used();
      } catch (NumberFormatException e) {
        tally.skipped(file, row + 2, "not a number: '" + line + "'");
      }
    }
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ExportException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
