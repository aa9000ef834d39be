package vigie.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import vigie.reading.MetricCatalogue;

/** Reads single fields of rules, and notes each fault with its place. */
final class RuleFields {
  /** Every fault so far. */
  final List<String> faults = new ArrayList<>();

  /** The rule that is being read, as faults name it. */
  String place = "rules";

  <E extends Enum<E>> Set<E> set(JsonNode row, String at, String field, Class<E> type) {
    Set<E> values = EnumSet.noneOf(type);
    for (JsonNode name : items(row, at + field, field)) {
      try {
        values.add(named(type, name.asText()));
      } catch (IllegalArgumentException e) {
        fault(at + field, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }

  /** The list of this name; an empty one when it is missing or, which is noted, none. */
  JsonNode items(JsonNode row, String at, String field) {
    JsonNode list = row.path(field);
    if (!list.isArray() && row.hasNonNull(field)) {
      fault(at, "must be a list, was " + list);
    }
    return list.isArray() ? list : MissingNode.getInstance();
  }

  Duration duration(JsonNode row, String at, String field) {
    Duration duration = text(row, at, field, RuleFields::span, Duration.ZERO);
    if (duration.isNegative()) {
      fault(at + field, "must not be negative, was '" + duration + "'");
    }
    return duration;
  }

  /** The field read so; the fault is noted, and the other value given, when it cannot be. */
  <T> T text(JsonNode row, String at, String field, Function<String, T> read, T otherwise) {
    JsonNode value = row.path(field);
    if (!value.isTextual() || value.asText().isEmpty()) {
      fault(at + field, "must be a text, was " + (value.isMissingNode() ? "missing" : value));
      return otherwise;
    }
    try {
      return Objects.requireNonNull(read.apply(value.asText()));
    } catch (IllegalArgumentException e) {
      fault(at + field, String.valueOf(e.getMessage()));
    }
    return otherwise;
  }

  void onlyFields(JsonNode row, String at, Set<String> known) {
    Set<String> unknown = new LinkedHashSet<>();
    row.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.forEach(field -> fault(at + field, "unknown field"));
  }

  void fault(String field, String what) {
    faults.add(place + "." + field + ": " + what);
  }

  static String metric(String id) {
    return MetricCatalogue.standard().metric(id).id();
  }

  static Duration span(String text) {
    return parsed(text, Duration::parse, "a duration such as 'PT10M'");
  }

  static Instant time(String text) {
    return parsed(text, Instant::parse, "a time such as '2026-03-01T00:00:00Z'");
  }

  static LocalTime clock(String text) {
    return parsed(text, LocalTime::parse, "a time of day such as '22:00'");
  }

  static ZoneId zone(String text) {
    return parsed(text, ZoneId::of, "a zone such as 'Europe/Paris'");
  }

  private static <T> T parsed(String text, Function<String, T> parse, String what) {
    try {
      return parse.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be " + what + ", was '" + text + "'", e);
    }
  }

  static <E extends Enum<E>> E named(Class<E> type, String name) {
    for (E value : Objects.requireNonNull(type.getEnumConstants())) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + List.of(type.getEnumConstants()) + ", was '" + name + "'");
  }
}
