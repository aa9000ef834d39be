package vigie.api.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vigie.alert.FaultyRulesException;
import vigie.alert.Rule;
import vigie.alert.RuleReader;
import vigie.api.web.ProblemCode;
import vigie.api.web.Refusal;

/** What a change of a rule for everybody must keep to. Pure; refuses by throwing. */
final class RuleChange {
  /** A rule is never off for good without somebody saying so again. */
  static final Duration OFF_MAX = Duration.ofDays(90);

  private static final int REASON_LENGTH_MAX = 1_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  private RuleChange() {}

  /**
   * The version that follows, as wished; of a rule that nobody knew, the first.
   *
   * @param zone of hours that name none
   */
  static Rule next(
      String id,
      Map<String, Object> wish,
      List<Rule> inForce,
      UUID author,
      Instant now,
      ZoneId zone) {
    Rule before = find(id, inForce).orElse(null);
    if (before != null
        && wish.get("version") instanceof Number from
        && from.intValue() != before.version()) {
      throw new Refusal(
          ProblemCode.CONFLICT,
          "version " + before.version() + " is in force; this was made from " + from);
    }
    reason(wish.get("reason") instanceof String text ? text : "");
    Rule next = candidate(id, wish, inForce, author, now, zone);
    checkOff(next.offUntil(), now);
    return next;
  }

  /** The same as something to try only: it needs no reason. */
  static Rule candidate(
      String id,
      Map<String, Object> wish,
      List<Rule> inForce,
      UUID author,
      Instant now,
      ZoneId zone) {
    if (!ID.matcher(id).matches()) {
      throw Refusal.invalid("id", "must be 1 to 40 letters, digits, dots, dashes or underscores");
    }
    int version = find(id, inForce).map(Rule::version).orElse(0) + 1;
    try {
      Map<String, Object> row = new LinkedHashMap<>(placed(wish, zone));
      row.putIfAbsent("reason", "tried only");
      return RuleReader.read(row, id, version, inForce, author.toString(), now);
    } catch (FaultyRulesException e) {
      throw new Refusal(ProblemCode.INVALID, String.join("; ", e.faults()));
    }
  }

  /** The same wish, with this zone for hours that name none. */
  private static Map<String, Object> placed(Map<String, Object> wish, ZoneId zone) {
    if (!(wish.get("during") instanceof Map<?, ?> hours) || hours.get("zone") != null) {
      return wish;
    }
    Map<Object, Object> here = new LinkedHashMap<>(hours);
    here.put("zone", zone.getId());
    Map<String, Object> placed = new LinkedHashMap<>(wish);
    placed.put("during", here);
    return placed;
  }

  /** The version that follows, off until then. */
  static Rule off(
      String id, Instant until, String why, List<Rule> inForce, UUID author, Instant now) {
    Rule before = known(id, inForce);
    reason(why);
    checkOff(until, now);
    return before.as(before.version() + 1, until, author.toString(), now, why.strip());
  }

  /** The version that follows, on again. */
  static Rule on(String id, String why, List<Rule> inForce, UUID author, Instant now) {
    Rule before = known(id, inForce);
    reason(why);
    if (!before.offAt(now)) {
      throw new Refusal(ProblemCode.CONFLICT, "rule '" + id + "' is on");
    }
    return before.as(before.version() + 1, null, author.toString(), now, why.strip());
  }

  private static Rule known(String id, List<Rule> inForce) {
    return find(id, inForce).orElseThrow(() -> unknown(id));
  }

  /** There is no such rule. */
  static Refusal unknown(String id) {
    return new Refusal(ProblemCode.NOT_FOUND, "there is no rule '" + id + "'");
  }

  private static Optional<Rule> find(String id, List<Rule> inForce) {
    return inForce.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  private static void reason(String why) {
    if (why.isBlank() || why.length() > REASON_LENGTH_MAX) {
      throw Refusal.invalid("reason", "must have 1 to " + REASON_LENGTH_MAX + " characters");
    }
  }

  private static void checkOff(@Nullable Instant until, Instant now) {
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(OFF_MAX)))) {
      throw Refusal.invalid("offUntil", "must lie ahead, by at most " + OFF_MAX.toDays() + " days");
    }
  }
}
