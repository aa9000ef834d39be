package vigie.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;

/** Reads the data of the feed's {@code alert} events. */
public final class JsonAlertFrame {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAlertFrame() {}

  /** The frame; throws IllegalArgumentException when the text is none. */
  public static AlertFrame parse(String data) {
    try {
      JsonNode node = JSON.readTree(data);
      return new AlertFrame(
          UUID.fromString(text(node, "alert")),
          node.path("sequence").asInt(),
          UUID.fromString(text(node, "patient")),
          text(node, "family"),
          text(node, "state"),
          text(node, "cause"),
          text(node, "severity"),
          text(node, "rule"),
          node.hasNonNull("limitVersion") ? node.get("limitVersion").asInt() : null,
          text(node, "metric"),
          text(node, "condition"),
          node.path("value").asDouble(),
          node.path("unit").asText(""),
          Instant.parse(text(node, "onset")),
          Instant.parse(text(node, "at")),
          Instant.parse(text(node, "decidedAt")),
          node.path("retrospective").asBoolean());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an alert: not JSON", e);
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("not an alert: no '" + field + "'");
    }
    return value.asText();
  }
}
