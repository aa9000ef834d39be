package vigie.cli.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.ExportException;

/**
 * One JSON file of a Fitbit account's takeout ({@code Global Export Data}), read as a stream: heart
 * rate and steps, whose times are UTC, and nights, whose times are local and without a zone.
 * Weights are left out: the file does not say whether they are pounds or kilogrammes.
 */
final class JsonFitbitMessages implements MessageSource {
  /** Names of the files that are read. */
  static final Pattern NAMES =
      Pattern.compile("(heart_rate|steps|sleep)-\\d{4}-\\d\\d-\\d\\d\\.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss", Locale.ROOT);

  /** A stage of sleep, as the takeout and as our metrics call it. */
  private record Stage(String name, String metric) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage("deep", "sleep-deep"),
          new Stage("light", "sleep-light"),
          new Stage("rem", "sleep-rem"));

  private final Path file;
  private final ZoneId zone;

  /**
   * For one file.
   *
   * @param zone in which the person slept
   */
  JsonFitbitMessages(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    ReadingBatches batches = new ReadingBatches(to);
    String name = String.valueOf(file.getFileName());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        JsonParser json = JSON.createParser(in)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new ExportException(file + " is no list: is it of a Fitbit takeout?");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        int line = json.currentLocation().getLineNr();
        JsonNode entry = json.readValueAsTree();
        try {
          if (entry(name, entry, batches)) {
            tally.used();
          } else {
            tally.ignored("heart rate of no confidence");
          }
        } catch (DateTimeException | NumberFormatException e) {
          tally.skipped(name + " line " + line, "no time or no number: " + e.getMessage());
        }
      }
    } catch (IOException e) {
      batches.flush();
      throw new ExportException(file + " cannot be read further: " + e.getMessage(), e);
    }
    batches.flush();
  }

  /** Returns whether it says anything. */
  private boolean entry(String name, JsonNode entry, ReadingBatches batches) {
    if (name.startsWith("sleep")) {
      night(entry, batches);
      return true;
    }
    Instant at =
        LocalDateTime.parse(entry.path("dateTime").asText(), TIME).toInstant(ZoneOffset.UTC);
    JsonNode value = entry.path("value");
    if (name.startsWith("steps")) {
      batches.add(
          DeviceReading.interval(
              "import", "steps", number(value), "steps", at, at.plus(Duration.ofMinutes(1))));
      return true;
    }
    // The tracker tells 0 when it does not touch the skin.
    if (value.path("confidence").asInt() == 0) {
      return false;
    }
    batches.add(
        DeviceReading.instant("import", "heart-rate", number(value.path("bpm")), "bpm", at));
    return true;
  }

  private void night(JsonNode entry, ReadingBatches batches) {
    Instant begin = local(entry.path("startTime"));
    Instant end = local(entry.path("endTime"));
    batches.add(
        DeviceReading.interval(
            "import", "sleep-total", number(entry.path("minutesAsleep")), "min", begin, end));
    JsonNode summary = entry.path("levels").path("summary");
    for (Stage stage : STAGES) {
      JsonNode minutes = summary.path(stage.name()).path("minutes");
      if (!minutes.isMissingNode()) {
        batches.add(
            DeviceReading.interval("import", stage.metric(), number(minutes), "min", begin, end));
      }
    }
  }

  private Instant local(JsonNode time) {
    return LocalDateTime.parse(time.asText()).atZone(zone).toInstant();
  }

  private static double number(JsonNode value) {
    return Double.parseDouble(value.asText());
  }
}
