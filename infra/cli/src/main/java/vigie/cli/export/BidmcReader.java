package vigie.cli.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.cli.device.BoundDevice;
import vigie.cli.device.DeviceReading;

/**
 * BIDMC bedside numerics at 1 Hz ({@code numerics/bidmc_NN_Numerics.csv}): heart and breathing rate
 * from the monitor, saturation and pulse from the oximeter. A record's begin is that of its source
 * segment, named in {@code fix/bidmc_NN_Fix.txt}.
 */
final class BidmcReader implements ExportReader {
  private static final BoundDevice MONITOR =
      new BoundDevice("monitor", "bedside monitor", Duration.ofSeconds(1));
  private static final BoundDevice OXIMETER =
      new BoundDevice("oximeter", "pulse oximeter", Duration.ofSeconds(1));
  private static final Pattern NUMERICS = Pattern.compile("bidmc_(\\d+)_Numerics\\.csv");
  private static final Pattern SEGMENT =
      Pattern.compile("data segment:\\s*(\\d{4}-\\d{2}-\\d{2}-\\d{2}-\\d{2})");
  private static final DateTimeFormatter SEGMENT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm");

  @Override
  public Export read(Path folder, Set<String> subjects) {
    SubjectReadings gathered = new SubjectReadings(List.of(MONITOR, OXIMETER), subjects);
    ReadTally tally = new ReadTally();
    Map<String, CsvFile> records = CsvFile.matching(folder.resolve("numerics"), NUMERICS);
    if (records.isEmpty()) {
      throw new ExportException(folder + " has no numerics/bidmc_NN_Numerics.csv");
    }
    records.forEach(
        (subject, file) -> {
          if (gathered.wants(subject)) {
            Instant begin = begin(folder.resolve("fix").resolve("bidmc_" + subject + "_Fix.txt"));
            file.forEach(tally, row -> read(subject, begin, row, gathered, tally));
          }
        });
    return gathered.export(tally);
  }

  private static void read(
      String subject, Instant begin, CsvFile.Row row, SubjectReadings gathered, ReadTally tally)
      throws BrokenRowException {
    Instant at = begin.plusMillis(Math.round(row.number("time [s]") * 1000));
    OptionalDouble heart = row.optionalNumber("hr");
    OptionalDouble breath = row.optionalNumber("resp");
    OptionalDouble saturation = row.optionalNumber("spo2");
    OptionalDouble pulse = row.optionalNumber("pulse");
    add(gathered, subject, MONITOR, "heart-rate", heart, "bpm", at);
    add(gathered, subject, MONITOR, "respiratory-rate", breath, "breaths/min", at);
    add(gathered, subject, OXIMETER, "spo2", saturation, "%", at);
    add(gathered, subject, OXIMETER, "heart-rate", pulse, "bpm", at);
    if (heart.isPresent() || breath.isPresent() || saturation.isPresent() || pulse.isPresent()) {
      tally.used();
    } else {
      tally.ignored("a second in which nothing was measured");
    }
  }

  private static void add(
      SubjectReadings gathered,
      String subject,
      BoundDevice device,
      String metric,
      OptionalDouble value,
      String unit,
      Instant at) {
    if (value.isPresent()) {
      gathered.add(
          subject, DeviceReading.instant(device.name(), metric, value.getAsDouble(), unit, at));
    }
  }

  private static Instant begin(Path fix) {
    try {
      Matcher matcher = SEGMENT.matcher(Files.readString(fix, StandardCharsets.UTF_8));
      if (!matcher.find()) {
        throw new ExportException(fix + " names no data segment, so its times are unknown");
      }
      return LocalDateTime.parse(matcher.group(1), SEGMENT_TIME).toInstant(ZoneOffset.UTC);
    } catch (IOException | DateTimeException e) {
      throw new ExportException(fix + " cannot be read: " + e.getMessage(), e);
    }
  }
}
