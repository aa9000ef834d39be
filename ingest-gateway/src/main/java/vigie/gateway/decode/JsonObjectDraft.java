package vigie.gateway.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;
import vigie.reading.Metric;

/** One object of the flat format while it is read: its fields may come in any order. */
final class JsonObjectDraft {
  private static final long TEN_DIGITS_MIN = 1_000_000_000L;
  private static final long TEN_DIGITS_MAX = 9_999_999_999L;

  /** A named value, before the object's time is known. */
  private record Measured(
      String name, double number, @Nullable String text, @Nullable String unit, String fault) {}

  private final MetricNames names;
  private final List<Measured> inValues = new ArrayList<>(4);
  private List<Measured> bare = List.of();
  private boolean hasValues;
  private @Nullable Long ts;
  private @Nullable Long endTs;
  private @Nullable String timeFault;
  private @Nullable Long sequence;
  private @Nullable Integer zoneOffsetMinutes;
  private Context context = Context.UNKNOWN;
  private boolean test;
  private int droppedFields;
  private int correctedTimes;

  JsonObjectDraft(MetricNames names) {
    this.names = names;
  }

  int droppedFields() {
    return droppedFields;
  }

  int correctedTimes() {
    return correctedTimes;
  }

  /** Takes in the field whose name the parser stands on. */
  void field(JsonParser parser) throws IOException {
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

  /** Adds the object's readings to the message's. */
  void finish(String prefix, List<SentReading> readings) {
    SentObject object =
        new SentObject(ts, endTs, timeFault, sequence, zoneOffsetMinutes, context, test);
    if (hasValues) {
      // Beside "values" only the format's own fields mean something.
      droppedFields += bare.size();
    }
    String path = hasValues ? prefix + "values." : prefix;
    for (Measured measured : hasValues ? inValues : bare) {
      SentReading reading = reading(object, path, measured);
      object.add(reading);
      readings.add(reading);
    }
  }

  private SentReading reading(SentObject object, String path, Measured measured) {
    MetricNames.Meaning meaning = names.find(measured.name());
    Metric metric = meaning == null ? null : meaning.metric();
    String unit = measured.unit();
    String unitFault = null;
    String valueFault = measured.fault().isEmpty() ? null : measured.fault();
    double sent = measured.number();
    double canonical = Double.NaN;
    if (meaning != null && metric != null) {
      if (meaning.unit() != null) {
        if (unit != null && !unit.equals(meaning.unit())) {
          unitFault = "the name says " + meaning.unit() + ", the unit something else";
        }
        unit = meaning.unit();
      }
      String text = measured.text();
      if (text != null) {
        int code = metric.codes().indexOf(text);
        sent = code < 0 ? Double.NaN : code;
        valueFault =
            code < 0
                ? metric.coded()
                    ? metric.id() + " has no such code"
                    : metric.id() + " must be a number"
                : null;
      }
      if (valueFault == null && metric.coded() && sent != Math.rint(sent)) {
        valueFault = metric.id() + " must be a code or its number";
      }
      if (unit == null || unit.equals(metric.unit())) {
        canonical = sent;
      } else {
        canonical = metric.toCanonical(sent, unit).map(JsonObjectDraft::tidy).orElse(Double.NaN);
        if (Double.isNaN(canonical) && !Double.isNaN(sent)) {
          unitFault = metric.id() + " is not measured in that unit";
        }
      }
    }
    return new SentReading(
        object,
        path + measured.name(),
        measured.name(),
        metric,
        sent,
        unit,
        canonical,
        unitFault,
        valueFault);
  }

  /** Takes off the noise of binary fractions, so that 100.4 [degF] is 38 Cel and no less. */
  private static double tidy(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  private void values(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      drop(parser);
      return;
    }
    hasValues = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      inValues.add(measured(parser, name, parser.nextToken()));
    }
  }

  private Measured measured(JsonParser parser, String name, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return scalar(parser, name, value, null);
    }
    Measured inner = new Measured(name, Double.NaN, null, null, "has no 'value'");
    String unit = null;
    String unitFault = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      if (field.equals("value")) {
        inner = scalar(parser, name, token, null);
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
    String fault = inner.fault().isEmpty() ? unitFault : inner.fault();
    return new Measured(name, inner.number(), inner.text(), unit, fault);
  }

  private static Measured scalar(
      JsonParser parser, String name, JsonToken value, @Nullable String unit) throws IOException {
    return switch (value) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isFinite(number)
            ? new Measured(name, number, null, unit, "")
            : new Measured(name, Double.NaN, null, unit, "is too large a number");
      }
      case VALUE_STRING -> new Measured(name, Double.NaN, parser.getText(), unit, "");
      case VALUE_NULL -> new Measured(name, Double.NaN, null, unit, "is null");
      case VALUE_TRUE, VALUE_FALSE ->
          new Measured(name, Double.NaN, null, unit, "is a truth value, not a number");
      default -> {
        parser.skipChildren();
        yield new Measured(name, Double.NaN, null, unit, "is a list, not a number");
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
