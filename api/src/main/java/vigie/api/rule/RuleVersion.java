package vigie.api.rule;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vigie.alert.Rule;
import vigie.reading.Metric;

/**
 * One version of a rule: who made it, when, why, and what it changed.
 *
 * @param author a person's id, or {@code vigie defaults}
 * @param changed what differs from the version before; empty for the first
 * @param offUntil until when this version switched the rule off; null where it did not
 */
@Serdeable
public record RuleVersion(
    int version,
    String author,
    Instant setAt,
    String reason,
    @Nullable Instant offUntil,
    List<FieldChange> changed) {

  /** One field before and after, as text; null where it had or has nothing. */
  @Serdeable
  public record FieldChange(String field, @Nullable String before, @Nullable String after) {}

  /** The history of a rule, from its versions, the newest first. */
  static List<RuleVersion> history(List<Rule> newestFirst) {
    List<RuleVersion> history = new ArrayList<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Rule rule = newestFirst.get(i);
      Rule before = i + 1 < newestFirst.size() ? newestFirst.get(i + 1) : rule;
      history.add(
          new RuleVersion(
              rule.version(),
              rule.author(),
              rule.setAt(),
              rule.reason(),
              rule.offUntil(),
              changes(before, rule)));
    }
    return history;
  }

  private static List<FieldChange> changes(Rule before, Rule after) {
    Map<String, @Nullable String> old = texts(before);
    List<FieldChange> changes = new ArrayList<>();
    texts(after)
        .forEach(
            (field, text) -> {
              if (!Objects.equals(old.get(field), text)) {
                changes.add(new FieldChange(field, old.get(field), text));
              }
            });
    return changes;
  }

  /** What decides what a rule does, by its fields' names. */
  private static Map<String, @Nullable String> texts(Rule rule) {
    Map<String, @Nullable String> texts = new LinkedHashMap<>();
    texts.put("family", rule.family());
    boolean missing = rule.missingFor() != null;
    texts.put("metric", rule.missed().map(Metric::id).orElse(rule.metric()));
    texts.put("condition", missing ? null : rule.condition().toString());
    texts.put("missingFor", text(rule.missingFor()));
    texts.put("hold", missing ? null : text(rule.hold()));
    texts.put("spot", text(rule.spot()));
    texts.put("clear", missing ? null : text(rule.clear()));
    texts.put("clearHold", missing ? null : rule.clearHold().toString());
    texts.put("severity", rule.severity().name());
    texts.put("excludedContexts", new TreeSet<>(rule.excludedContexts()).toString());
    texts.put("requires", new TreeSet<>(rule.requires()).toString());
    texts.put("forbids", new TreeSet<>(rule.forbids()).toString());
    texts.put("also", rule.also().toString());
    texts.put("unless", rule.unless().toString());
    texts.put("any", rule.any().toString());
    texts.put("during", text(rule.during()));
    texts.put("maxAge", text(rule.maxAge()));
    texts.put("audience", rule.audience().name());
    texts.put("offUntil", text(rule.offUntil()));
    texts.put("source", rule.source());
    return texts;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
