package vigie.api.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.alert.Rule;
import vigie.api.alarm.Fault;

/** Rules that are switched off for everybody (TK-7): that must never be silent. Pure. */
final class RulesOff {
  private RulesOff() {}

  /** The finding at this time; empty when all are on. */
  static Optional<Fault> of(List<Rule> rules, Instant now) {
    List<Rule> off = rules.stream().filter(rule -> rule.offAt(now)).toList();
    if (off.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            "TK-7 : règle(s) désactivée(s) pour tous : " + list(off, " jusqu'au "),
            "TK-7: rule(s) switched off for everybody: " + list(off, " until ")));
  }

  private static String list(List<Rule> off, String until) {
    return off.stream()
        .map(rule -> rule.id() + until + rule.offUntil())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
