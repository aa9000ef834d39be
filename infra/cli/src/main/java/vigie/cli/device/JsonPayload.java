package vigie.cli.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;

/**
 * The payload of {@code vigie/v1/{device}/json}: one object {@code {"ts","values"}}, or an array of
 * them.
 */
public final class JsonPayload {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonPayload() {}

  /**
   * One message with these readings of one device; readings of the same time share an object,
   * unless they are of the same metric.
   *
   * @param readings not empty, in the order to be sent
   */
  public static byte[] of(List<DeviceReading> readings) {
    ArrayNode objects = NODES.arrayNode();
    ObjectNode open = null;
    DeviceReading first = null;
    for (DeviceReading reading : readings) {
      if (open == null || first == null || !together(first, reading) || has(open, reading)) {
        open = objectFor(reading);
        first = reading;
        objects.add(open);
      }
      ((ObjectNode) open.get("values"))
          .set(
              reading.metric(),
              NODES.objectNode().put("value", reading.value()).put("unit", reading.unit()));
    }
    try {
      return JSON.writeValueAsBytes(objects.size() == 1 ? objects.get(0) : objects);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can always be written", e);
    }
  }

  private static ObjectNode objectFor(DeviceReading reading) {
    ObjectNode object = NODES.objectNode().put("ts", reading.effective().toEpochMilli());
    if (reading.end() != null) {
      object.put("endTs", reading.end().toEpochMilli());
    }
    if (reading.sequence() != null) {
      object.put("seq", reading.sequence());
    }
    if (reading.zone() != null) {
      object.put("zone", reading.zone());
    }
    if (reading.context() != Context.UNKNOWN) {
      object.put("context", reading.context().name().toLowerCase(Locale.ROOT));
    }
    if (reading.selfReported()) {
      object.put("quality", "self-reported");
    }
    object.set("values", NODES.objectNode());
    return object;
  }

  private static boolean together(DeviceReading a, DeviceReading b) {
    return a.effective().equals(b.effective())
        && same(a.end(), b.end())
        && same(a.sequence(), b.sequence())
        && same(a.zone(), b.zone())
        && a.selfReported() == b.selfReported()
        && a.context() == b.context();
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return a == null ? b == null : a.equals(b);
  }

  private static boolean has(ObjectNode object, DeviceReading reading) {
    return object.get("values").has(reading.metric());
  }
}
