package vigie.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What no single field of a rule can say: whether it makes sense as a whole and beside others. */
public final class RuleChecks {
  /**
   * What compares patients with themselves, or is found by statistics and has no limit of its own
   * in {@code clinical.md}, is never more than MEDIUM; no row there asks for more (OX-5 is MEDIUM,
   * NS-1 and the deviations ADVISORY). Not so the mean blood pressure of a week: 135/85 is a
   * published limit of that very mean (BP-6), as 2 kg are of a gain in weight (WT-1, HIGH) and
   * points are of NEWS2, so a clinician may call such a value what it is.
   */
  private static final Set<String> STATISTICAL =
      Set.of(
          "heart-rate-shift",
          "night-heart-rate",
          "night-heart-rate-rise",
          "night-heart-rate-usual",
          "spo2-fall");

  private RuleChecks() {}

  /**
   * What is wrong with a rule.
   *
   * @param rule on a metric of the catalogue
   * @param others the rules beside which it is to stand; one of its own id is passed over
   * @return each fault as {@code field: what}; empty when there is none
   */
  public static List<String> faults(Rule rule, Collection<Rule> others) {
    List<String> faults = new ArrayList<>();
    Metric metric = MetricCatalogue.standard().metric(rule.metric());
    if (!metric.alertable()) {
      faults.add("metric: '" + metric.id() + "' may not alert");
    }
    double limit = rule.condition().limit();
    if (!metric.derived() && !metric.plausible(limit)) {
      faults.add(
          "condition: the limit must be from %s to %s %s, was %s"
              .formatted(metric.low(), metric.high(), metric.unit(), limit));
    }
    Condition clear = rule.clear();
    if (clear != null && rule.condition().overlaps(clear)) {
      faults.add("clear: '" + clear + "' lies beyond the limit '" + rule.condition() + "' itself");
    }
    Duration maxAge = rule.maxAge();
    if (maxAge != null && (maxAge.isZero() || maxAge.compareTo(metric.maxAlertAge()) > 0)) {
      faults.add(
          "maxAge: must be above zero and at most %s, that of '%s', was %s"
              .formatted(metric.maxAlertAge(), metric.id(), maxAge));
    }
    boolean statistical = STATISTICAL.contains(rule.metric()) || isDeviation(rule.metric());
    if (statistical && rule.severity().compareTo(Severity.MEDIUM) > 0) {
      faults.add("severity: a statistical detector is at most MEDIUM, was " + rule.severity());
    }
    gates("also", rule, rule.also(), faults);
    gates("unless", rule, rule.unless(), faults);
    gates("any", rule, rule.any(), faults);
    for (Rule other : others) {
      if (!other.id().equals(rule.id()) && other.family().equals(rule.family())) {
        beside(rule, metric, other, faults);
      }
    }
    return faults;
  }

  /** What is missing is judged with what is known of its device, where no value of a patient is. */
  private static void gates(String field, Rule rule, List<Gate> gates, List<String> faults) {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    for (int i = 0; i < gates.size(); i++) {
      Metric asked = catalogue.metric(gates.get(i).metric());
      if (catalogue.missed(asked).isPresent()) {
        faults.add(
            "%s[%d].metric: '%s' has no place in a gate: write a rule with missingFor"
                .formatted(field, i, asked.id()));
      } else if (rule.missingFor() != null && !asked.technical()) {
        faults.add(
            "%s[%d].metric: '%s' is measured: beside missingFor it must tell of the device, such as 'device-charging' or 'alert-in-force'"
                .formatted(field, i, asked.id()));
      }
    }
  }

  private static void beside(Rule rule, Metric metric, Rule other, List<String> faults) {
    Set<Category> theirs =
        MetricCatalogue.standard()
            .find(other.metric())
            .map(MetricCatalogue.standard()::categories)
            .orElse(Set.of());
    Set<Category> ours = MetricCatalogue.standard().categories(metric);
    if (!theirs.equals(ours)) {
      faults.add("family: '" + rule.family() + "' spans " + theirs + " and " + ours);
      return;
    }
    if (!applyAlike(rule, other)) {
      return;
    }
    if (rule.condition().equals(other.condition()) && !rule.also().equals(other.also())) {
      // The same limit, and more that must hold beside it: that may be more severe (BP-5c).
      return;
    }
    int milder = rule.severity().compareTo(other.severity());
    boolean ordered =
        milder == 0
            || (milder < 0
                ? rule.condition().holds(other.condition().limit())
                : other.condition().holds(rule.condition().limit()));
    if (!ordered) {
      faults.add(
          "severity: %s at '%s' beside %s, which is %s at '%s': the more severe needs the more extreme limit"
              .formatted(
                  rule.severity(),
                  rule.condition(),
                  other.id(),
                  other.severity(),
                  other.condition()));
    }
  }

  /** Whether both are stages of one thing for the same patients at the same hours. */
  private static boolean applyAlike(Rule rule, Rule other) {
    return rule.metric().equals(other.metric())
        && rule.condition().rising() == other.condition().rising()
        && rule.requires().equals(other.requires())
        && Objects.equals(rule.during(), other.during());
  }

  private static boolean isDeviation(String metric) {
    return metric.endsWith("-deviation");
  }
}
