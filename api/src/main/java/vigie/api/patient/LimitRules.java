package vigie.api.patient;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Condition;
import vigie.alert.Rule;
import vigie.api.web.IsoDurations;
import vigie.api.web.Refusal;
import vigie.patient.PatientLimit;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What a clinician's limit must keep to: it may move a rule, not turn it around. */
final class LimitRules {
  private static final Duration HOLD_MAX = Duration.ofHours(24);
  private static final Duration OFF_MAX = Duration.ofDays(366);
  private static final int REASON_LENGTH_MAX = 1_000;

  private LimitRules() {}

  /**
   * The limit as wished, without time and version yet.
   *
   * @param rule as it is in force
   * @param now by the clock on the wall
   * @throws Refusal naming the field that breaks a rule
   */
  static PatientLimit checked(
      Rule rule, LimitController.LimitRequest wish, UUID author, Instant now) {
    if (wish.reason().isBlank() || wish.reason().length() > REASON_LENGTH_MAX) {
      throw Refusal.invalid("reason", "must have 1 to " + REASON_LENGTH_MAX + " characters");
    }
    boolean enabled = wish.enabled() == null || wish.enabled();
    if (enabled
        && wish.limit() == null
        && wish.clear() == null
        && wish.hold() == null
        && wish.clearHold() == null) {
      throw Refusal.invalid("limit", "or clear, hold, clearHold or enabled: false must be given");
    }
    checkEnd(enabled, wish.until(), now);
    checkMissing(rule, wish);
    Metric metric = MetricCatalogue.standard().metric(rule.metric());
    checkPlausible("limit", wish.limit(), metric);
    checkPlausible("clear", wish.clear(), metric);
    checkClear(rule, wish);
    return new PatientLimit(
        rule.id(),
        enabled,
        wish.limit(),
        wish.clear(),
        duration("hold", wish.hold()),
        duration("clearHold", wish.clearHold()),
        author,
        Instant.EPOCH,
        wish.reason().strip(),
        1,
        wish.until());
  }

  /** A rule is never off without an end ({@code clinical.md} 5.1). */
  private static void checkEnd(boolean enabled, @Nullable Instant until, Instant now) {
    if (enabled && until != null) {
      throw Refusal.invalid("until", "is the end of a switch-off, with enabled: false");
    }
    if (!enabled && (until == null || !until.isAfter(now) || until.isAfter(now.plus(OFF_MAX)))) {
      throw Refusal.invalid(
          "until",
          "must be given, after now and within "
              + OFF_MAX.toDays()
              + " days, to switch a rule off");
    }
  }

  /** What is missing is over with the next value: only for how many minutes can be moved. */
  private static void checkMissing(Rule rule, LimitController.LimitRequest wish) {
    if (rule.missingFor() == null) {
      return;
    }
    if (wish.hold() != null || wish.clear() != null || wish.clearHold() != null) {
      throw Refusal.invalid(
          wish.hold() != null ? "hold" : wish.clear() != null ? "clear" : "clearHold",
          "cannot be set: the rule says for how long a value is missing");
    }
    if (wish.limit() != null && wish.limit() < 1) {
      throw Refusal.invalid("limit", "must be at least 1 minute");
    }
  }

  private static void checkPlausible(String field, @Nullable Double value, Metric metric) {
    if (value != null && !metric.plausible(value)) {
      throw Refusal.invalid(
          field, "must be from " + metric.low() + " to " + metric.high() + " " + metric.unit());
    }
  }

  private static void checkClear(Rule rule, LimitController.LimitRequest wish) {
    if (wish.clear() == null) {
      return;
    }
    Condition clear = rule.clear();
    if (clear == null) {
      throw Refusal.invalid("clear", "cannot be set: only a person clears this rule");
    }
    double limit = wish.limit() == null ? rule.condition().limit() : wish.limit();
    if (rule.condition().withLimit(limit).overlaps(clear.withLimit(wish.clear()))) {
      throw Refusal.invalid("clear", "lies beyond the limit itself");
    }
  }

  private static @Nullable Duration duration(String field, @Nullable String text) {
    return text == null ? null : IsoDurations.parse(field, text, Duration.ZERO, HOLD_MAX);
  }
}
