package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.alert.Condition;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.patient.PatientLimit;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** The rules as they are written, by which the engine's word is judged. */
final class Rules {
  static final MetricCatalogue METRICS = MetricCatalogue.standard();
  private static final Set<String> STATISTICS =
      Set.of("heart-rate-shift", "spo2-fall", "night-heart-rate-rise");

  private static final Map<String, Rule> BY_ID = new HashMap<>();
  private static final Map<String, List<Beyond>> BY_METRIC = new HashMap<>();

  /**
   * A reading of a measured metric that can put a rule in breach; any value where it is derived.
   */
  record Beyond(Rule rule, boolean derived) {}

  static {
    for (Rule rule : RuleCatalogue.defaults()) {
      BY_ID.put(rule.id(), rule);
      Metric metric = METRICS.metric(rule.metric());
      for (String source : metric.derived() ? metric.derivedFrom() : List.of(metric.id())) {
        BY_METRIC
            .computeIfAbsent(source, id -> new ArrayList<>())
            .add(new Beyond(rule, metric.derived()));
      }
    }
  }

  private Rules() {}

  static Rule get(String id) {
    return Objects.requireNonNull(BY_ID.get(id), id);
  }

  static List<Beyond> beyond(String metric) {
    return BY_METRIC.getOrDefault(metric, List.of());
  }

  /** Whether the value is beyond the rule's limit, or beyond one that the patient has had. */
  static boolean inBreach(Rule rule, double value, List<PatientLimit> limits) {
    return holds(rule.condition(), value)
        || limits.stream()
            .filter(limit -> limit.ruleId().equals(rule.id()))
            .anyMatch(limit -> holds(with(rule.condition(), limit.limit()), value));
  }

  /** Whether the value meets the rule's clear condition, or one that the patient has had. */
  static boolean isClear(Rule rule, double value, List<PatientLimit> limits) {
    return holds(rule.clear(), value)
        || limits.stream()
            .filter(limit -> limit.ruleId().equals(rule.id()))
            .anyMatch(limit -> holds(with(rule.clear(), limit.clear()), value));
  }

  private static boolean holds(@Nullable Condition condition, double value) {
    return condition != null && condition.holds(value);
  }

  private static @Nullable Condition with(@Nullable Condition condition, @Nullable Double number) {
    return condition == null || number == null ? null : condition.withLimit(number);
  }

  /** The stages of this severity that a reading of this metric can end. */
  static List<Rule> stages(String family, String metric, Severity severity) {
    return BY_ID.values().stream()
        .filter(
            rule ->
                rule.family().equals(family)
                    && rule.metric().equals(metric)
                    && rule.severity() == severity)
        .toList();
  }

  /** Whether it is made of metrics of several categories, and so judged in a scope of its own. */
  static boolean ofSeveral(String metric) {
    return METRICS.categories(METRICS.metric(metric)).size() > 1;
  }

  static boolean isStatistic(String metric) {
    return metric.endsWith("-deviation") || STATISTICS.contains(metric);
  }

  static Category category(int metric) {
    return METRICS.metric(metric).category();
  }
}
