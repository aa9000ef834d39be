package vigie.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.alert.Audience;
import vigie.alert.Condition;
import vigie.alert.Rule;
import vigie.alert.Schedule;
import vigie.alert.Severity;
import vigie.engine.sample.Sample;
import vigie.patient.PatientLimit;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * A rule as it stands for one patient, its numbers ready to be compared.
 *
 * @param id of the rule
 * @param version of the rule
 * @param limitVersion of the patient's own limit; null when the rule's numbers stand
 * @param family of the rule
 * @param metric number of the metric that it watches
 * @param severity of the rule
 * @param condition beyond the limit
 * @param holdMillis how long it must hold; -1 where only spot readings confirm
 * @param spot how spot readings confirm; null where only holding does
 * @param clear when the cause is over; null when only a person can say so
 * @param clearHoldMillis how long the clear condition must hold
 * @param excludedContexts readings in these contexts are not judged by it
 * @param also gates that must hold for a breach
 * @param unless gates that suspend it
 * @param any gates of which one must hold for a breach, where there are any
 * @param during when it judges; null for always
 * @param maxAgeMillis how old a sample may have been when received to page by it
 * @param audience whom its alerts are for
 * @param fingerprint everything that makes it judge as it does; the same text on every machine
 */
record RuleInForce(
    String id,
    int version,
    @Nullable Integer limitVersion,
    String family,
    int metric,
    Severity severity,
    Condition condition,
    long holdMillis,
    Rule.@Nullable Spot spot,
    @Nullable Condition clear,
    long clearHoldMillis,
    Set<Context> excludedContexts,
    List<GateInForce> also,
    List<GateInForce> unless,
    List<GateInForce> any,
    @Nullable Schedule during,
    long maxAgeMillis,
    Audience audience,
    String fingerprint) {

  /** The rule with the patient's own numbers, where there are any. */
  static RuleInForce of(Rule rule, @Nullable PatientLimit limit) {
    Duration hold = rule.hold();
    if (limit != null && limit.hold() != null) {
      hold = limit.hold();
    }
    Duration clearHold = rule.clearHold();
    if (limit != null && limit.clearHold() != null) {
      clearHold = limit.clearHold();
    }
    Condition condition = condition(rule, limit);
    Condition clear = clear(rule, limit);
    long holdMillis = hold == null ? -1 : hold.toMillis();
    Integer limitVersion = limit == null ? null : limit.version();
    String fingerprint =
        String.join(
            "|",
            rule.id(),
            Integer.toString(rule.version()),
            String.valueOf(limitVersion),
            rule.family(),
            rule.metric(),
            rule.severity().name(),
            condition.toString(),
            Long.toString(holdMillis),
            String.valueOf(rule.spot()),
            String.valueOf(clear),
            clearHold.toString(),
            rule.excludedContexts().stream().map(Enum::name).sorted().toList().toString(),
            rule.also().toString(),
            rule.unless().toString(),
            during(rule.during()),
            rule.audience().name());
    Metric metric = MetricCatalogue.standard().metric(rule.metric());
    Duration maxAge = rule.maxAge() == null ? metric.maxAlertAge() : rule.maxAge();
    return new RuleInForce(
        rule.id(),
        rule.version(),
        limitVersion,
        rule.family(),
        metric.number(),
        rule.severity(),
        condition,
        holdMillis,
        rule.spot(),
        clear,
        clearHold.toMillis(),
        rule.excludedContexts(),
        rule.also().stream().map(GateInForce::of).toList(),
        rule.unless().stream().map(GateInForce::of).toList(),
        rule.any().stream().map(GateInForce::of).toList(),
        rule.during(),
        maxAge.toMillis(),
        rule.audience(),
        fingerprint + added(rule));
  }

  /** The same rule with a family of its own for this device. */
  RuleInForce about(String device) {
    return new RuleInForce(
        id,
        version,
        limitVersion,
        family + "/" + device,
        metric,
        severity,
        condition,
        holdMillis,
        spot,
        clear,
        clearHoldMillis,
        excludedContexts,
        also,
        unless,
        any,
        during,
        maxAgeMillis,
        audience,
        fingerprint);
  }

  /** What rules of before could not say: one that does not say it judges as it did. */
  private static String added(Rule rule) {
    String any = rule.any().isEmpty() ? "" : "|any " + rule.any();
    return rule.maxAge() == null ? any : any + "|max age " + rule.maxAge();
  }

  /** A set's own text has no fixed order. */
  private static String during(@Nullable Schedule schedule) {
    return schedule == null
        ? ""
        : schedule.zone()
            + " "
            + schedule.from()
            + " "
            + schedule.to()
            + " "
            + new TreeSet<>(schedule.days());
  }

  /** Whether gates or hours keep it from finding a breach now. What is in force may still clear. */
  boolean suspended(FoldState state, Sample sample) {
    for (int i = 0; i < unless.size(); i++) {
      if (unless.get(i).hasHeld(state, sample)) {
        return true;
      }
    }
    return during != null && !during.contains(Instant.ofEpochMilli(sample.effective));
  }

  /** Whether the sample is beyond the limit, and all else that the rule asks for holds. */
  boolean inBreach(FoldState state, Sample sample) {
    if (!condition.holds(sample.value)) {
      return false;
    }
    for (int i = 0; i < also.size(); i++) {
      if (!also.get(i).holds(state, sample)) {
        return false;
      }
    }
    return any.isEmpty() || anyHolds(state, sample);
  }

  private boolean anyHolds(FoldState state, Sample sample) {
    for (int i = 0; i < any.size(); i++) {
      if (any.get(i).holds(state, sample)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sample was young enough when it was received to page by this rule. */
  boolean fresh(Sample sample) {
    return sample.received - sample.effective <= maxAgeMillis;
  }

  private static Condition condition(Rule rule, @Nullable PatientLimit limit) {
    return limit == null || limit.limit() == null
        ? rule.condition()
        : rule.condition().withLimit(limit.limit());
  }

  /** A moved limit takes its clear limit along, at the rule's distance, unless that is set too. */
  private static @Nullable Condition clear(Rule rule, @Nullable PatientLimit limit) {
    Condition clear = rule.clear();
    if (clear == null || limit == null) {
      return clear;
    }
    if (limit.clear() != null) {
      return clear.withLimit(limit.clear());
    }
    if (limit.limit() == null) {
      return clear;
    }
    if (rule.missingFor() != null) {
      // Over with the next value, however long it was missing.
      return clear;
    }
    double moved = clear.limit() + (limit.limit() - rule.condition().limit());
    // Sums such as 39.1 - 40.0 + 39.5 leave a tail of binary digits that nobody wrote.
    return reachable(rule, limit.limit(), clear, clear.withLimit(Math.rint(moved * 1e6) / 1e6));
  }

  /**
   * A clear limit that is moved beyond what can be measured would leave its alert open for ever.
   */
  private static Condition reachable(Rule rule, double limit, Condition own, Condition moved) {
    Metric metric = MetricCatalogue.standard().metric(rule.metric());
    double edge = own.rising() ? metric.high() : metric.low();
    if (moved.holds(edge)) {
      return moved;
    }
    return rule.condition().withLimit(limit).overlaps(own) ? own.withLimit(edge) : own;
  }

  /** The worse of two values, by this rule's direction. */
  double worse(double a, double b) {
    return condition.rising() ? Math.max(a, b) : Math.min(a, b);
  }
}
