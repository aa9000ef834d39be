package vigie.cli.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vigie.cli.export.ExportException;

/**
 * A file of payloads as a device would send them: one document, or one on each line (NDJSON). A
 * long list is sent in parts where its items stand alone.
 */
final class JsonFileMessages implements MessageSource {
  /** Formats whose top is a list of items that do not lean on each other. */
  private static final Set<String> LISTS = Set.of("json", "omh");

  private static final int ITEMS_MAX = 500;

  // A number is sent on as it was written.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final String format;
  private final Path file;

  JsonFileMessages(String format, Path file) {
    this.format = format;
    this.file = file;
  }

  @Override
  public void read(ImportTally tally, Consumer<Message> to) {
    Parts parts = new Parts(tally, to);
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      if (byLine()) {
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          number++;
          if (!line.isBlank()) {
            JsonNode document = parsed(line);
            if (document == null) {
              tally.skipped(file.getFileName() + " line " + number, "is not JSON");
            } else {
              parts.add(document, "line " + number);
            }
          }
        }
      } else {
        parts.add(JSON.readTree(reader), "the document");
      }
    } catch (IOException e) {
      throw new ExportException(file + " cannot be read: " + e.getMessage(), e);
    }
    parts.flush();
  }

  /** Whether the first line is a document by itself, and not the only line. */
  private boolean byLine() throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = reader.readLine();
      return first != null && parsed(first) != null && reader.readLine() != null;
    }
  }

  private static @Nullable JsonNode parsed(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Gathers and cuts. */
  private final class Parts {
    private final ImportTally tally;
    private final Consumer<Message> to;
    private ArrayNode gathered = JSON.createArrayNode();
    private int gatheredBytes;

    Parts(ImportTally tally, Consumer<Message> to) {
      this.tally = tally;
      this.to = to;
    }

    void add(JsonNode document, String where) {
      if (LISTS.contains(format)) {
        if (document.isArray()) {
          int index = 0;
          for (JsonNode item : document) {
            item(item, where + " item " + index++);
          }
        } else {
          item(document, where);
        }
      } else if (format.equals("hae") && document.at("/data/metrics").isArray()) {
        document.at("/data/metrics").forEach(metric -> samples(metric, where));
      } else {
        send(document, where);
      }
    }

    private void item(JsonNode item, String where) {
      int bytes = bytes(item).length + 1;
      if (bytes > Message.BYTES_MAX) {
        tally.skipped(where, "is larger than a message may be");
        return;
      }
      if (gathered.size() == ITEMS_MAX || gatheredBytes + bytes > Message.BYTES_MAX) {
        flush();
      }
      gathered.add(item);
      gatheredBytes += bytes;
      tally.used();
    }

    /** Health Auto Export puts months of one metric into one list. */
    private void samples(JsonNode metric, String where) {
      if (!(metric.get("data") instanceof ArrayNode samples) || samples.size() <= ITEMS_MAX) {
        send(ofMetric(metric, metric.get("data")), where);
        return;
      }
      ArrayNode part = JSON.createArrayNode();
      for (JsonNode sample : samples) {
        part.add(sample);
        if (part.size() == ITEMS_MAX) {
          send(ofMetric(metric, part), where);
          part = JSON.createArrayNode();
        }
      }
      if (!part.isEmpty()) {
        send(ofMetric(metric, part), where);
      }
    }

    private ObjectNode ofMetric(JsonNode metric, @Nullable JsonNode samples) {
      ObjectNode one = JSON.createObjectNode();
      metric.properties().forEach(field -> one.set(field.getKey(), field.getValue()));
      if (samples != null) {
        one.set("data", samples);
      }
      ObjectNode top = JSON.createObjectNode();
      top.putObject("data").putArray("metrics").add(one);
      return top;
    }

    private void send(JsonNode document, String where) {
      byte[] payload = bytes(document);
      if (payload.length > Message.BYTES_MAX) {
        tally.skipped(where, payload.length + " bytes are more than a message may have");
        return;
      }
      tally.used();
      to.accept(new Message(format, payload));
    }

    void flush() {
      if (!gathered.isEmpty()) {
        to.accept(new Message(format, bytes(gathered)));
        gathered = JSON.createArrayNode();
        gatheredBytes = 0;
      }
    }

    private byte[] bytes(JsonNode node) {
      return node.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
