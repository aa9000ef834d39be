package vigie.api.rule;

import io.micronaut.serde.annotation.Serdeable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.alert.Audience;
import vigie.alert.Gate;
import vigie.alert.Rule;
import vigie.alert.Schedule;
import vigie.alert.Severity;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;
import vigie.reading.Metric;

/**
 * A rule as it is written in {@code vigie/rules.json} and sent to the API. Conditions such as
 * {@code >= 131} in the metric's canonical unit, durations in ISO 8601.
 *
 * @param version in force; sent back with a change, it says which one was changed
 * @param metric that it judges, or that must not be missing
 * @param condition null where it says missingFor instead, and so are the fields on holding and
 *     clearing
 * @param missingFor how long no value of the metric has come; null for a rule on values
 * @param offUntil until when it is switched off; null while it is on
 */
@Serdeable
public record RuleBody(
    String id,
    int version,
    String family,
    String metric,
    @Nullable String condition,
    @Nullable String missingFor,
    @Nullable String hold,
    @Nullable SpotBody spot,
    @Nullable String clear,
    @Nullable String clearHold,
    Severity severity,
    List<Context> excludedContexts,
    List<ProfileFlag> requires,
    List<ProfileFlag> forbids,
    List<GateBody> also,
    List<GateBody> unless,
    List<GateBody> any,
    @Nullable ScheduleBody during,
    @Nullable String maxAge,
    Audience audience,
    @Nullable Instant offUntil,
    String source) {

  /** Confirmation by single readings. */
  @Serdeable
  public record SpotBody(int readings, String minSpacing, String maxSpacing) {}

  /** What is asked of another metric. */
  @Serdeable
  public record GateBody(String metric, String condition, String within) {}

  /** Hours of the week: local times such as {@code 22:00} and the days on which they begin. */
  @Serdeable
  public record ScheduleBody(String zone, String from, String to, List<DayOfWeek> days) {}

  /** The rule, as it stands at this time. */
  static RuleBody of(Rule rule, Instant now) {
    Rule.Spot spot = rule.spot();
    Schedule during = rule.during();
    boolean missing = rule.missingFor() != null;
    return new RuleBody(
        rule.id(),
        rule.version(),
        rule.family(),
        rule.missed().map(Metric::id).orElse(rule.metric()),
        missing ? null : rule.condition().toString(),
        text(rule.missingFor()),
        missing ? null : text(rule.hold()),
        spot == null
            ? null
            : new SpotBody(
                spot.readings(), spot.minSpacing().toString(), spot.maxSpacing().toString()),
        missing ? null : text(rule.clear()),
        missing ? null : rule.clearHold().toString(),
        rule.severity(),
        sorted(rule.excludedContexts()),
        sorted(rule.requires()),
        sorted(rule.forbids()),
        gates(rule.also()),
        gates(rule.unless()),
        gates(rule.any()),
        during == null
            ? null
            : new ScheduleBody(
                during.zone().getId(),
                during.from().toString(),
                during.to().toString(),
                sorted(during.days())),
        text(rule.maxAge()),
        rule.audience(),
        rule.offAt(now) ? rule.offUntil() : null,
        rule.source());
  }

  private static List<GateBody> gates(List<Gate> gates) {
    return gates.stream()
        .map(g -> new GateBody(g.metric(), g.condition().toString(), g.within().toString()))
        .toList();
  }

  private static <E extends Enum<E>> List<E> sorted(Collection<E> values) {
    return values.stream().sorted().toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
