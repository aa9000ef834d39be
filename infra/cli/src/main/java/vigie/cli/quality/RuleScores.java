package vigie.cli.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.reading.MetricCatalogue;
import vigie.reading.Reading;

/** Each rule by itself: the engine with that rule alone beside the oracle. */
final class RuleScores {
  private RuleScores() {}

  /** The default rules for anyone whose metric a device measures, and whose gates watch these. */
  static List<Rule> rules(Set<String> gateMetrics) {
    return RuleCatalogue.defaults().stream()
        .filter(rule -> rule.requires().isEmpty())
        .filter(rule -> MetricCatalogue.standard().metric(rule.metric()).measured())
        .filter(rule -> rule.also().isEmpty() && rule.any().isEmpty())
        .filter(rule -> rule.unless().stream().allMatch(g -> gateMetrics.contains(g.metric())))
        .toList();
  }

  /** The default rule of this id. */
  static Rule rule(String id) {
    return RuleCatalogue.defaults().stream()
        .filter(rule -> rule.id().equals(id))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("there is no rule " + id));
  }

  /** The same rule with another name, and another hold. */
  static Rule held(String name, Rule rule, Duration hold) {
    return new Rule(
        name,
        rule.version(),
        rule.family(),
        rule.metric(),
        rule.condition(),
        hold,
        rule.spot(),
        rule.clear(),
        rule.clearHold(),
        rule.severity(),
        rule.excludedContexts(),
        rule.requires(),
        rule.forbids(),
        rule.also(),
        rule.unless(),
        rule.during(),
        rule.audience(),
        rule.author(),
        rule.setAt(),
        rule.reason(),
        rule.source());
  }

  /**
   * One person's scores.
   *
   * @param gate says of a person's readings which of them the rules' gates suspend
   */
  static List<Score> of(
      Subject subject, List<Rule> rules, Function<List<Reading>, Predicate<Reading>> gate) {
    List<Score> scores = new ArrayList<>();
    for (Rule rule : rules) {
      Set<String> metrics = new TreeSet<>(Set.of(rule.metric()));
      rule.unless().forEach(one -> metrics.add(one.metric()));
      Subject seen = subject.only(metrics);
      Predicate<Reading> suspended =
          rule.unless().isEmpty() ? reading -> false : gate.apply(seen.readings());
      scores.add(
          Score.of(
              rule.id(),
              RuleOracle.episodes(rule, seen.readings(), suspended),
              EngineRun.alerts(seen, List.of(rule), List.of(), Duration.ZERO)));
    }
    return scores;
  }
}
