package vigie.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Reads a list of rules from JSON, written as {@code vigie/rules.json} is. A list with a fault is
 * refused as a whole, with every fault and its place.
 */
public final class RuleReader {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "version",
          "family",
          "metric",
          "condition",
          "hold",
          "spot",
          "clear",
          "clearHold",
          "severity",
          "excludedContexts",
          "requires",
          "forbids",
          "also",
          "unless",
          "audience",
          "source");
  private static final Set<String> SPOT_FIELDS = Set.of("readings", "minSpacing", "maxSpacing");
  private static final Set<String> GATE_FIELDS = Set.of("metric", "condition", "within");

  /** What compares patients with themselves by statistics is never more than MEDIUM. */
  private static final Set<String> STATISTICAL =
      Set.of("heart-rate-shift", "night-heart-rate-rise");

  private static final Condition ANY = new Condition(Condition.Op.AT_LEAST, 0);

  private final String author;
  private final Instant setAt;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Set<Category>> families = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private String place = "rules";

  private RuleReader(String author, Instant setAt) {
    this.author = author;
    this.setAt = setAt;
  }

  /**
   * The rules of this text.
   *
   * @throws FaultyRulesException with all faults, when there is one
   */
  public static List<Rule> read(String json, String author, Instant setAt) {
    return new RuleReader(author, setAt).list(json);
  }

  private List<Rule> list(String json) {
    List<Rule> rules = new ArrayList<>();
    try {
      JsonNode list = new ObjectMapper().readTree(json);
      if (!list.isArray()) {
        faults.add("rules: must be a list");
      }
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        JsonNode row = list.get(i);
        String id = row.path("id").asText();
        place = "rules[" + i + "]" + (id.isEmpty() ? "" : " (" + id + ")");
        int before = faults.size();
        Rule rule = rule(row);
        if (rule != null && faults.size() == before) {
          rules.add(rule);
        }
      }
    } catch (JsonProcessingException e) {
      faults.add(
          "rules: not JSON in line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
    if (!faults.isEmpty()) {
      throw new FaultyRulesException(faults);
    }
    return List.copyOf(rules);
  }

  private @Nullable Rule rule(JsonNode row) {
    if (!row.isObject()) {
      faults.add(place + ": must be an object");
      return null;
    }
    onlyFields(row, "", FIELDS);
    String id = text(row, "", "id", Function.identity(), "");
    if (!id.isEmpty() && !ids.add(id)) {
      fault("id", "stands twice");
    }
    int version = row.path("version").asInt();
    if (version < 1) {
      fault("version", "must be a number from 1");
    }
    String family = text(row, "", "family", Function.identity(), "");
    String metric = text(row, "", "metric", RuleReader::metric, "");
    Condition condition = text(row, "", "condition", Condition::parse, ANY);
    Duration hold = row.hasNonNull("hold") ? duration(row, "", "hold") : null;
    Rule.Spot spot = row.hasNonNull("spot") ? spot(row.get("spot")) : null;
    if (!row.hasNonNull("hold") && !row.hasNonNull("spot")) {
      fault("hold", "needs a hold or a spot confirmation");
    }
    Condition clear =
        row.hasNonNull("clear") ? text(row, "", "clear", Condition::parse, ANY) : null;
    if (clear != null && clear.rising() == condition.rising() && row.hasNonNull("condition")) {
      fault("clear", "'" + clear + "' points the same way as '" + condition + "'");
      clear = null;
    }
    Duration clearHold = duration(row, "", "clearHold");
    Severity severity =
        text(row, "", "severity", name -> named(Severity.class, name), Severity.ADVISORY);
    check(family, metric, severity);
    Rule rule =
        new Rule(
            id,
            version,
            family,
            metric,
            condition,
            hold == null && spot == null ? Duration.ZERO : hold,
            spot,
            clear,
            clearHold,
            severity,
            set(row, "excludedContexts", Context.class),
            set(row, "requires", ProfileFlag.class),
            set(row, "forbids", ProfileFlag.class),
            gates(row, "also"),
            gates(row, "unless"),
            null,
            row.hasNonNull("audience")
                ? text(row, "", "audience", n -> named(Audience.class, n), Audience.CARE_TEAM)
                : Audience.CARE_TEAM,
            author,
            setAt,
            "",
            text(row, "", "source", Function.identity(), ""));
    return rule;
  }

  /** What no single field can say. */
  private void check(String family, String id, Severity severity) {
    Optional<Metric> metric = MetricCatalogue.standard().find(id);
    if (metric.isEmpty()) {
      return;
    }
    Set<Category> categories = MetricCatalogue.standard().categories(metric.get());
    Set<Category> others = families.putIfAbsent(family, categories);
    if (others != null && !others.equals(categories)) {
      fault("family", "'" + family + "' spans " + others + " and " + categories);
    }
    boolean statistical = STATISTICAL.contains(id) || id.endsWith("-deviation");
    if (statistical && severity.compareTo(Severity.MEDIUM) > 0) {
      fault("severity", "a statistical detector is at most MEDIUM, was " + severity);
    }
  }

  private Rule.@Nullable Spot spot(JsonNode row) {
    onlyFields(row, "spot.", SPOT_FIELDS);
    int before = faults.size();
    Duration least = duration(row, "spot.", "minSpacing");
    Duration most = duration(row, "spot.", "maxSpacing");
    if (faults.size() > before) {
      return null;
    }
    try {
      return new Rule.Spot(row.path("readings").asInt(), least, most);
    } catch (IllegalArgumentException e) {
      fault("spot", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private List<Gate> gates(JsonNode row, String field) {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < row.path(field).size(); i++) {
      JsonNode gate = row.get(field).get(i);
      String at = field + "[" + i + "].";
      onlyFields(gate, at, GATE_FIELDS);
      int before = faults.size();
      String metric = text(gate, at, "metric", RuleReader::metric, "");
      Condition condition = text(gate, at, "condition", Condition::parse, ANY);
      Duration within = duration(gate, at, "within");
      if (faults.size() > before) {
        continue;
      }
      if (within.isZero()) {
        fault(at + "within", "must be above zero");
      } else {
        gates.add(new Gate(metric, condition, within));
      }
    }
    return gates;
  }

  private <E extends Enum<E>> Set<E> set(JsonNode row, String field, Class<E> type) {
    Set<E> values = EnumSet.noneOf(type);
    for (JsonNode name : row.path(field)) {
      try {
        values.add(named(type, name.asText()));
      } catch (IllegalArgumentException e) {
        fault(field, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }

  private Duration duration(JsonNode row, String at, String field) {
    Duration duration = text(row, at, field, Duration::parse, Duration.ZERO);
    if (duration.isNegative()) {
      fault(at + field, "must not be negative, was '" + duration + "'");
    }
    return duration;
  }

  /** The field read so; the fault is noted, and the other value given, when it cannot be. */
  private <T> T text(JsonNode row, String at, String field, Function<String, T> read, T otherwise) {
    JsonNode value = row.path(field);
    if (!value.isTextual() || value.asText().isEmpty()) {
      fault(at + field, "must be a text, was " + (value.isMissingNode() ? "missing" : value));
      return otherwise;
    }
    try {
      return Objects.requireNonNull(read.apply(value.asText()));
    } catch (DateTimeException e) {
      fault(at + field, "must be a duration such as 'PT10M', was '" + value.asText() + "'");
    } catch (IllegalArgumentException e) {
      fault(at + field, String.valueOf(e.getMessage()));
    }
    return otherwise;
  }

  private void onlyFields(JsonNode row, String at, Set<String> known) {
    Set<String> unknown = new LinkedHashSet<>();
    row.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.forEach(field -> fault(at + field, "unknown field"));
  }

  private void fault(String field, String what) {
    faults.add(place + "." + field + ": " + what);
  }

  private static String metric(String id) {
    return MetricCatalogue.standard().metric(id).id();
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    for (E value : Objects.requireNonNull(type.getEnumConstants())) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + List.of(type.getEnumConstants()) + ", was '" + name + "'");
  }
}
