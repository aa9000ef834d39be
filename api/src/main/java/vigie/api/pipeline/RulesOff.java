package vigie.api.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.alert.Rule;
import vigie.api.alarm.Fault;
import vigie.api.notify.Phrase;
import vigie.api.notify.Words;

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
        Fault.of(words -> words.phrase(Phrase.FAULT_RULE_OFF, Map.of("rules", list(off, words)))));
  }

  private static String list(List<Rule> off, Words words) {
    return off.stream()
        .map(
            rule ->
                words.phrase(
                    Phrase.FAULT_RULE_OFF_RULE,
                    Map.of("rule", rule.id(), "until", String.valueOf(rule.offUntil()))))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
