package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** The rules in force for one patient, by metric. Immutable. */
final class PatientRules {
  /** Rules on one metric that share an alert. */
  record Family(String name, List<RuleInForce> rules) {}

  private final @Nullable List<Family>[] byMetric;
  private final Map<String, RuleInForce> byId = new HashMap<>();
  private final long fingerprint;

  /** The rules in this order, by the metric's number. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of lists cannot be made otherwise.
  PatientRules(Map<Rule, RuleInForce> rules) {
    int highest =
        MetricCatalogue.standard().all().stream().mapToInt(Metric::number).max().orElse(0);
    Map<Integer, Map<String, List<RuleInForce>>> grouped = new HashMap<>();
    long mixed = 1;
    for (Map.Entry<Rule, RuleInForce> entry : rules.entrySet()) {
      int metric = MetricCatalogue.standard().metric(entry.getKey().metric()).number();
      RuleInForce rule = entry.getValue();
      grouped
          .computeIfAbsent(metric, number -> new LinkedHashMap<>())
          .computeIfAbsent(rule.family(), name -> new ArrayList<>())
          .add(rule);
      byId.put(rule.id(), rule);
      for (char c : rule.fingerprint().toCharArray()) {
        mixed = mixed * 1_000_003 + c;
      }
    }
    byMetric = new List[highest + 1];
    grouped.forEach(
        (metric, families) ->
            byMetric[metric] =
                families.entrySet().stream()
                    .map(family -> new Family(family.getKey(), List.copyOf(family.getValue())))
                    .toList());
    fingerprint = mixed;
  }

  /** The families that watch the metric of this number; null when none does. */
  @Nullable List<Family> watching(int metric) {
    return metric < byMetric.length ? byMetric[metric] : null;
  }

  /** The rule of this id, when it is in force for this patient. */
  @Nullable RuleInForce rule(String id) {
    return byId.get(id);
  }

  /** Equal for rules that judge alike; the same on every machine. Never 0. */
  long fingerprint() {
    return fingerprint == 0 ? 1 : fingerprint;
  }
}
