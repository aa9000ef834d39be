package vigie.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;

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
          MissingRuleFields.FIELD,
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
          "any",
          "during",
          "maxAge",
          "audience",
          "offUntil",
          "reason",
          "source");
  private static final Set<String> SPOT_FIELDS = Set.of("readings", "minSpacing", "maxSpacing");
  private static final Set<String> GATE_FIELDS = Set.of("metric", "condition", "within");
  private static final Set<String> SCHEDULE_FIELDS = Set.of("zone", "from", "to", "days");

  private static final Condition ANY = new Condition(Condition.Op.AT_LEAST, 0);

  private final String author;
  private final Instant setAt;
  private final RuleFields fields = new RuleFields();
  private final Set<String> ids = new HashSet<>();

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

  /**
   * One rule, written as an entry of the list is, but without its version.
   *
   * @param row its fields, as JSON has them: maps, lists, texts, numbers
   * @param id of the rule; the fields may leave it out
   * @param version that it is to have
   * @param others the rules beside which it is to stand
   * @throws FaultyRulesException with all faults, when there is one
   */
  public static Rule read(
      Map<String, ?> row,
      String id,
      int version,
      Collection<Rule> others,
      String author,
      Instant setAt) {
    RuleReader reader = new RuleReader(author, setAt);
    reader.fields.place = "rule";
    ObjectNode node = new ObjectMapper().valueToTree(row);
    String named = node.hasNonNull("id") ? node.get("id").asText() : id;
    if (!named.equals(id)) {
      reader.fields.fault("id", "must be '" + id + "', was '" + named + "'");
    }
    Rule rule = reader.rule(node.put("id", id).put("version", version), others);
    if (rule == null || !reader.fields.faults.isEmpty()) {
      throw new FaultyRulesException(reader.fields.faults);
    }
    return rule;
  }

  private List<Rule> list(String json) {
    List<Rule> rules = new ArrayList<>();
    try {
      JsonNode list = new ObjectMapper().readTree(json);
      if (!list.isArray()) {
        fields.faults.add("rules: must be a list");
      }
      for (int i = 0; list.isArray() && i < list.size(); i++) {
        JsonNode row = list.get(i);
        String id = row.path("id").asText();
        fields.place = "rules[" + i + "]" + (id.isEmpty() ? "" : " (" + id + ")");
        Rule rule = rule(row, rules);
        if (rule != null) {
          rules.add(rule);
        }
      }
    } catch (JsonProcessingException e) {
      fields.faults.add(
          "rules: not JSON in line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
    if (!fields.faults.isEmpty()) {
      throw new FaultyRulesException(fields.faults);
    }
    return List.copyOf(rules);
  }

  /** The rule; null when it has a fault, in itself or beside the others. */
  private @Nullable Rule rule(JsonNode written, Collection<Rule> others) {
    if (!written.isObject()) {
      fields.faults.add(fields.place + ": must be an object");
      return null;
    }
    int before = fields.faults.size();
    fields.onlyFields(written, "", FIELDS);
    JsonNode row = MissingRuleFields.ofValues(written, fields);
    String id = fields.text(row, "", "id", Function.identity(), "");
    if (!id.isEmpty() && !ids.add(id)) {
      fields.fault("id", "stands twice");
    }
    int version = row.path("version").asInt();
    if (version < 1) {
      fields.fault("version", "must be a number from 1");
    }
    String family = fields.text(row, "", "family", Function.identity(), "");
    String metric = fields.text(row, "", "metric", RuleFields::metric, "");
    Condition condition = fields.text(row, "", "condition", Condition::parse, ANY);
    Duration hold = row.hasNonNull("hold") ? fields.duration(row, "", "hold") : null;
    Rule.Spot spot = row.hasNonNull("spot") ? spot(row.get("spot")) : null;
    if (!row.hasNonNull("hold") && !row.hasNonNull("spot")) {
      fields.fault("hold", "needs a hold or a spot confirmation");
    }
    Condition clear =
        row.hasNonNull("clear") ? fields.text(row, "", "clear", Condition::parse, ANY) : null;
    if (clear != null && clear.rising() == condition.rising() && row.hasNonNull("condition")) {
      fields.fault("clear", "'" + clear + "' points the same way as '" + condition + "'");
      clear = null;
    }
    Duration clearHold = fields.duration(row, "", "clearHold");
    Severity severity =
        fields.text(
            row, "", "severity", name -> RuleFields.named(Severity.class, name), Severity.ADVISORY);
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
            fields.set(row, "", "excludedContexts", Context.class),
            fields.set(row, "", "requires", ProfileFlag.class),
            fields.set(row, "", "forbids", ProfileFlag.class),
            gates(row, "also"),
            gates(row, "unless"),
            gates(row, "any"),
            row.hasNonNull("during") ? schedule(row.get("during")) : null,
            row.hasNonNull("maxAge") ? fields.duration(row, "", "maxAge") : null,
            row.hasNonNull("audience")
                ? fields.text(
                    row,
                    "",
                    "audience",
                    n -> RuleFields.named(Audience.class, n),
                    Audience.CARE_TEAM)
                : Audience.CARE_TEAM,
            row.hasNonNull("offUntil")
                ? fields.text(row, "", "offUntil", RuleFields::time, Instant.EPOCH)
                : null,
            author,
            setAt,
            fields.text(row, "", "reason", Function.identity(), ""),
            fields.text(row, "", "source", Function.identity(), ""));
    if (fields.faults.size() == before) {
      RuleChecks.faults(rule, others)
          .forEach(fault -> fields.faults.add(fields.place + "." + fault));
    }
    return fields.faults.size() == before ? rule : null;
  }

  private @Nullable Schedule schedule(JsonNode row) {
    fields.onlyFields(row, "during.", SCHEDULE_FIELDS);
    int before = fields.faults.size();
    ZoneId zone = fields.text(row, "during.", "zone", RuleFields::zone, ZoneOffset.UTC);
    LocalTime from = fields.text(row, "during.", "from", RuleFields::clock, LocalTime.MIN);
    LocalTime to = fields.text(row, "during.", "to", RuleFields::clock, LocalTime.MIN);
    Set<DayOfWeek> days = fields.set(row, "during.", "days", DayOfWeek.class);
    if (days.isEmpty() && fields.faults.size() == before) {
      fields.fault("during.days", "must name at least one day");
    }
    return fields.faults.size() == before ? new Schedule(zone, from, to, days) : null;
  }

  private Rule.@Nullable Spot spot(JsonNode row) {
    fields.onlyFields(row, "spot.", SPOT_FIELDS);
    int before = fields.faults.size();
    Duration least = fields.duration(row, "spot.", "minSpacing");
    Duration most = fields.duration(row, "spot.", "maxSpacing");
    if (fields.faults.size() > before) {
      return null;
    }
    try {
      return new Rule.Spot(row.path("readings").asInt(), least, most);
    } catch (IllegalArgumentException e) {
      fields.fault("spot", String.valueOf(e.getMessage()));
      return null;
    }
  }

  private List<Gate> gates(JsonNode row, String field) {
    List<Gate> gates = new ArrayList<>();
    JsonNode list = fields.items(row, field, field);
    for (int i = 0; i < list.size(); i++) {
      JsonNode gate = list.get(i);
      String at = field + "[" + i + "].";
      fields.onlyFields(gate, at, GATE_FIELDS);
      int before = fields.faults.size();
      String metric = fields.text(gate, at, "metric", RuleFields::metric, "");
      Condition condition = fields.text(gate, at, "condition", Condition::parse, ANY);
      Duration within = fields.duration(gate, at, "within");
      if (fields.faults.size() > before) {
        continue;
      }
      if (within.isZero()) {
        fields.fault(at + "within", "must be above zero");
      } else {
        gates.add(new Gate(metric, condition, within));
      }
    }
    return gates;
  }
}
