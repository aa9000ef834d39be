package vigie.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and writes the little JSON that talking to Flink needs. */
final class JsonTree {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;

  private JsonTree(JsonNode node) {
    this.node = node;
  }

  /** Parses; throws IllegalArgumentException when it is no JSON. */
  static JsonTree parse(String text) {
    try {
      return new JsonTree(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes an object. */
  static String write(Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  /** A member of an object, possibly missing. */
  JsonTree at(String name) {
    return new JsonTree(node.path(name));
  }

  /** The members of an array; empty when it is none. */
  List<JsonTree> items() {
    List<JsonTree> items = new ArrayList<>();
    node.forEach(item -> items.add(new JsonTree(item)));
    return items;
  }

  /** The text, empty when missing. */
  String text() {
    return node.asText("");
  }

  /** The number, 0 when missing. */
  long number() {
    return node.asLong(0);
  }

  /** Whether it is there and not null. */
  boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }
}
