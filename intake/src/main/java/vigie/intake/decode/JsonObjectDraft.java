package vigie.intake.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;

/** One object of the flat format while it is read: its fields may come in any order. */
final class JsonObjectDraft {
  private static final long TEN_DIGITS_MIN = 1_000_000_000L;
  private static final long TEN_DIGITS_MAX = 9_999_999_999L;

  private final MetricNames names;
  private List<Measured> inValues = List.of();
  private List<Measured> bare = List.of();
  private boolean hasValues;
  private @Nullable Long ts;
  private @Nullable Long endTs;
  private @Nullable String timeFault;
  private @Nullable Long sequence;
  private @Nullable Integer zoneOffsetMinutes;
  private Context context = Context.UNKNOWN;
  private SourceQuality quality = SourceQuality.VALID;
  private boolean test;
  private int droppedFields;
  private int correctedTimes;

  private JsonObjectDraft(MetricNames names) {
    this.names = names;
  }

  /** Reads the object at whose beginning the parser stands, to its end. */
  static JsonObjectDraft read(JsonParser parser, MetricNames names) throws IOException {
    JsonObjectDraft draft = new JsonObjectDraft(names);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      draft.field(parser);
    }
    return draft;
  }

  private void field(JsonParser parser) throws IOException {
    String name = parser.currentName();
    JsonToken value = parser.nextToken();
    switch (name) {
      case "ts" -> ts = time(parser, value, "ts");
      case "endTs" -> endTs = time(parser, value, "endTs");
      case "values" -> values(parser, value);
      case "seq" -> {
        if (value == JsonToken.VALUE_NUMBER_INT && isLong(parser)) {
          sequence = parser.getLongValue();
        } else {
          drop(parser);
        }
      }
      case "context" -> context = context(parser, value);
      case "quality" -> quality = quality(parser, value);
      case "zone" -> zoneOffsetMinutes = zone(parser, value);
      case "test" -> {
        if (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE) {
          test = value == JsonToken.VALUE_TRUE;
        } else {
          drop(parser);
        }
      }
      default -> {
        if (bare.isEmpty()) {
          bare = new ArrayList<>(4);
        }
        bare.add(measured(parser, name, value));
      }
    }
  }

  /**
   * Adds the object's readings to the message's.
   *
   * @param device the device that the payload names; null for the one that sent the message
   * @param prefix the object's path
   */
  void finish(@Nullable String device, String prefix, Gathering message) {
    message.dropped(droppedFields + (hasValues ? bare.size() : 0));
    message.corrected(correctedTimes);
    // Beside "values" only the format's own fields mean something.
    List<Measured> sent = hasValues ? inValues : bare;
    if (sent.isEmpty()) {
      return;
    }
    SentObject object =
        new SentObject(
            device,
            new SentTime(ts, endTs, false, zoneOffsetMinutes, timeFault),
            sequence,
            context,
            test || quality == SourceQuality.TEST_DATA);
    String path = hasValues ? prefix + "values." : prefix;
    for (Measured measured : sent) {
      message.add(
          measured
              .reading(object, path + measured.name(), names.find(measured.name()))
              .said(quality));
    }
  }

  private void values(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      drop(parser);
      return;
    }
    hasValues = true;
    if (inValues.isEmpty()) {
      inValues = new ArrayList<>(4);
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      inValues.add(measured(parser, name, parser.nextToken()));
    }
  }

  private Measured measured(JsonParser parser, String name, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return scalar(parser, name, value);
    }
    Measured inner = Measured.unreadable(name, "has no 'value'");
    String unit = null;
    String unitFault = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      if (field.equals("value")) {
        inner = scalar(parser, name, token);
      } else if (field.equals("unit")) {
        if (token == JsonToken.VALUE_STRING) {
          unit = parser.getText();
        } else if (token != JsonToken.VALUE_NULL) {
          unitFault = "'unit' must be a text";
          parser.skipChildren();
        }
      } else {
        drop(parser);
      }
    }
    String fault = inner.fault() == null ? unitFault : inner.fault();
    return new Measured(name, inner.number(), inner.text(), unit, fault);
  }

  private static Measured scalar(JsonParser parser, String name, JsonToken value)
      throws IOException {
    return switch (value) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Measured.number(name, parser.getDoubleValue(), null);
      case VALUE_STRING -> Measured.text(name, parser.getText(), null);
      case VALUE_NULL -> Measured.unreadable(name, "is null");
      case VALUE_TRUE, VALUE_FALSE -> Measured.unreadable(name, "is a truth value, not a number");
      default -> {
        parser.skipChildren();
        yield Measured.unreadable(name, "is a list, not a number");
      }
    };
  }

  private @Nullable Long time(JsonParser parser, JsonToken value, String field) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (value != JsonToken.VALUE_NUMBER_INT || !isLong(parser)) {
      timeFault = field + " must be a whole number of milliseconds since 1970";
      parser.skipChildren();
      return null;
    }
    long time = parser.getLongValue();
    if (time >= TEN_DIGITS_MIN && time <= TEN_DIGITS_MAX) {
      correctedTimes++;
      return time * 1000;
    }
    return time;
  }

  private Context context(JsonParser parser, JsonToken value) throws IOException {
    return switch (value == JsonToken.VALUE_STRING ? parser.getText() : "") {
      case "rest" -> Context.REST;
      case "exercise" -> Context.EXERCISE;
      case "sleep" -> Context.SLEEP;
      case "meal" -> Context.MEAL;
      default -> {
        drop(parser);
        yield Context.UNKNOWN;
      }
    };
  }

  /** A word nobody knows may be a warning, so it is one. */
  private SourceQuality quality(JsonParser parser, JsonToken value) throws IOException {
    SourceQuality said =
        value == JsonToken.VALUE_STRING ? SourceQuality.of(parser.getText()) : null;
    if (said == null) {
      drop(parser);
      return SourceQuality.QUESTIONABLE;
    }
    return said;
  }

  private @Nullable Integer zone(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      String text = parser.getText();
      if (text.equals("-00:00")) {
        return null;
      }
      try {
        return ZoneOffset.of(text).getTotalSeconds() / 60;
      } catch (DateTimeException e) {
        drop(parser);
        return null;
      }
    }
    drop(parser);
    return null;
  }

  private void drop(JsonParser parser) throws IOException {
    droppedFields++;
    parser.skipChildren();
  }

  private static boolean isLong(JsonParser parser) throws IOException {
    JsonParser.NumberType type = parser.getNumberType();
    return type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
  }
}
