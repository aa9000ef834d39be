package vigie.cli.export;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * The first two days of intensive care of the PhysioNet Challenge 2012 ({@code set-a-subset.zip}),
 * a stay being a person. Times are since admission, which has no date and is taken as the begin of
 * 2012, UTC.
 */
final class Challenge2012Reader implements ExportReader {
  private static final String FILE = "set-a-subset.zip";
  private static final Instant ADMISSION = Instant.parse("2012-01-01T00:00:00Z");
  private static final Pattern STAY = Pattern.compile("(\\d+)\\.txt");
  private static final Pattern TIME = Pattern.compile("(\\d\\d):(\\d\\d)");
  private static final BoundDevice MONITOR =
      new BoundDevice("monitor", "bedside monitor", Duration.ofHours(1));

  /** A parameter as ours. */
  private record Parameter(String metric, String unit) {}

  private static final Map<String, Parameter> PARAMETERS =
      Map.of(
          "HR", new Parameter("heart-rate", "bpm"),
          "RespRate", new Parameter("respiratory-rate", "breaths/min"),
          "Temp", new Parameter("body-temperature", "Cel"),
          "NISysABP", new Parameter("bp-systolic", "mmHg"),
          "NIDiasABP", new Parameter("bp-diastolic", "mmHg"),
          "NIMAP", new Parameter("bp-mean", "mmHg"),
          "SaO2", new Parameter("spo2", "%"),
          "Weight", new Parameter("body-weight", "kg"),
          "Glucose", new Parameter("glucose", "mg/dL"));

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(MONITOR), subjects);
    ReadTally tally = new ReadTally();
    Path zip = folder.resolve(FILE);
    try (FileSystem stays = FileSystems.newFileSystem(zip)) {
      CsvFile.matching(stays.getPath("/set-a"), STAY)
          .forEach(
              (stay, file) -> {
                if (gathered.wants(stay)) {
                  file.forEach(tally, row -> read(stay, row, gathered, tally));
                }
              });
    } catch (IOException e) {
      throw new ExportException(zip + " cannot be read: " + e.getMessage(), e);
    }
    return gathered.export(tally);
  }

  private static void read(String stay, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Parameter parameter = PARAMETERS.get(row.text("parameter"));
    if (parameter == null) {
      tally.ignored("a parameter that is no metric of ours");
      return;
    }
    double value = row.number("value");
    if (value == -1) {
      tally.ignored("unknown");
      return;
    }
    Matcher time = TIME.matcher(row.text("time"));
    if (!time.matches()) {
      throw new BrokenRowException("not a time: '" + row.text("time") + "'");
    }
    Instant at =
        ADMISSION
            .plus(Duration.ofHours(Long.parseLong(time.group(1))))
            .plus(Duration.ofMinutes(Long.parseLong(time.group(2))));
    gathered.add(
        stay,
        DeviceReading.instant(MONITOR.name(), parameter.metric(), value, parameter.unit(), at));
    tally.used();
  }
}
