package vigie.api.notify;

import java.util.Map;
import vigie.alert.AlertTransition;
import vigie.alert.Condition;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** In a message: what was found against which limit. Pure. */
final class FindingText {
  /** For who may not know. */
  static final Map<String, Object> NOTHING =
      Map.of("metric", "", "value", "", "limit", "", "ownLimit", false);

  private FindingText() {}

  /** The names metric, value, limit and ownLimit; a coded value has no limit. */
  static Map<String, Object> of(AlertTransition alert, Words words) {
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    return Map.of(
        "metric",
        words.metric(metric),
        "value",
        words.value(metric, alert.value()),
        "limit",
        metric.coded() ? "" : limit(alert.condition(), metric, words),
        "ownLimit",
        alert.limitVersion() != null);
  }

  private static String limit(String condition, Metric metric, Words words) {
    Condition parsed = Condition.parse(condition);
    String sign =
        switch (parsed.op()) {
          case AT_LEAST -> "≥ ";
          case ABOVE -> "> ";
          case AT_MOST -> "≤ ";
          case BELOW -> "< ";
        };
    return sign + words.value(metric, parsed.limit());
  }
}
