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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.cli.device.DeviceReading;
import vigie.cli.export.ExportException;

/**
 * One of Google Fit's JSON files as its takeout has them under {@code All Data}: the data points of
 * one source, read as a stream.
 */
final class JsonGoogleFitMessages implements MessageSource {
  private static final String POINTS = "Data Points";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One value of a point. */
  private record Field(String metric, String unit, boolean ofInterval) {}

  /** By data type, in the order of the point's values; values beyond these are not ours. */
  private static final Map<String, List<Field>> TYPES =
      Map.of(
          "com.google.heart_rate.bpm", List.of(new Field("heart-rate", "bpm", false)),
          "com.google.step_count.delta", List.of(new Field("steps", "steps", true)),
          "com.google.distance.delta", List.of(new Field("distance", "m", true)),
          "com.google.weight", List.of(new Field("body-weight", "kg", false)),
          "com.google.height", List.of(new Field("body-height", "m", false)),
          "com.google.body.fat.percentage", List.of(new Field("body-fat", "%", false)),
          "com.google.body.temperature", List.of(new Field("body-temperature", "Cel", false)),
          "com.google.oxygen_saturation", List.of(new Field("spo2", "%", false)),
          "com.google.blood_glucose", List.of(new Field("glucose", "mmol/L", false)),
          "com.google.blood_pressure",
              List.of(
                  new Field("bp-systolic", "mmHg", false),
                  new Field("bp-diastolic", "mmHg", false)));

  private final Path file;

  JsonGoogleFitMessages(Path file) {
    this.file = file;
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    ReadingBatches batches = new ReadingBatches(to);
    boolean found = false;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals(POINTS)) {
          found = true;
          json.nextToken();
          while (json.nextToken() == JsonToken.START_OBJECT) {
            point(json.readValueAsTree(), json, tally, batches);
          }
        }
      }
    } catch (IOException e) {
      batches.flush();
      throw new ExportException(file + " cannot be read further: " + e.getMessage(), e);
    }
    batches.flush();
    if (!found) {
      throw new ExportException(file + " has no '" + POINTS + "': is it a file of 'All Data'?");
    }
  }

  private void point(JsonNode point, JsonParser json, ImportTally tally, ReadingBatches batches) {
    String type = point.path("dataTypeName").asText();
    List<Field> fields = TYPES.get(type);
    if (fields == null) {
      tally.ignored(type + " is no metric of ours");
      return;
    }
    long begin = point.path("startTimeNanos").asLong();
    long end = point.path("endTimeNanos").asLong();
    boolean any = false;
    for (int i = 0; i < fields.size() && begin > 0 && end >= begin; i++) {
      Double value = value(point.path("fitValue").path(i).path("value"));
      if (value != null) {
        batches.add(reading(fields.get(i), value, at(begin), at(end)));
        any = true;
      }
    }
    if (any) {
      tally.used();
    } else {
      tally.skipped(
          file.getFileName() + " line " + json.currentLocation().getLineNr(),
          type + " has no value or no time");
    }
  }

  private static DeviceReading reading(Field field, double value, Instant begin, Instant end) {
    return field.ofInterval() && end.isAfter(begin)
        ? DeviceReading.interval("import", field.metric(), value, field.unit(), begin, end)
        : DeviceReading.instant("import", field.metric(), value, field.unit(), end);
  }

  private static @Nullable Double value(JsonNode value) {
    JsonNode number = value.has("fpVal") ? value.get("fpVal") : value.path("intVal");
    return number.isNumber() ? number.asDouble() : null;
  }

  private static Instant at(long nanos) {
    return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
