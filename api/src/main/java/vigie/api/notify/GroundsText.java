package vigie.api.notify;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.Grounds;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** In a message: what a derived value was made of, so that a reader can judge what it is worth. */
final class GroundsText {
  private static final Map<String, Object> NOTHING =
      Map.of("parts", "", "missing", "", "usual", "", "usualDays", "");

  private GroundsText() {}

  /** The names parts, missing, usual and usualDays; all are nothing for what was measured. */
  static Map<String, Object> of(@Nullable Grounds grounds, Words words) {
    if (grounds == null) {
      return NOTHING;
    }
    Double usual = grounds.baseline();
    return Map.of(
        "parts",
        grounds.parts().stream().map(part -> part(part, words)).collect(Collectors.joining(", ")),
        "missing",
        grounds.missing().stream()
            .map(id -> words.metric(MetricCatalogue.standard().metric(id)))
            .collect(Collectors.joining(", ")),
        "usual",
        usual == null ? "" : words.number(usual),
        "usualDays",
        Integer.toString(grounds.restsOn()));
  }

  private static String part(Grounds.Part part, Words words) {
    Metric metric = MetricCatalogue.standard().metric(part.metric());
    return "%s %s (%d)"
        .formatted(words.metric(metric), words.value(metric, part.value()), part.points());
  }
}
