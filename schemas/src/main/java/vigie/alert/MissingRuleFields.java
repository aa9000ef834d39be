package vigie.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * A rule on what is missing, {@code "metric": "glucose-cgm", "missingFor": "PT45M"}, in the terms
 * of a rule on values: those of the technical metric that says for how many minutes that one has
 * been missing. It holds from its limit on and until the next value.
 */
final class MissingRuleFields {
  /** The field that makes a rule one on what is missing. */
  static final String FIELD = "missingFor";

  /** The shortest, and what each is a multiple of. */
  static final Duration LEAST = Duration.ofMinutes(1);

  /** The longest. */
  static final Duration MOST = Duration.ofDays(30);

  /** What is said of values, or of when they are over. */
  private static final List<String> OF_VALUES =
      List.of("condition", "hold", "spot", "clear", "clearHold", "excludedContexts", "maxAge");

  private static final String NO_TIME = "PT0S";

  private MissingRuleFields() {}

  /** The row as a rule on values has it; the same row where nothing need be missing. */
  static JsonNode ofValues(JsonNode row, RuleFields fields) {
    Metric metric = MetricCatalogue.standard().find(row.path("metric").asText()).orElse(null);
    Metric missed = metric == null ? null : MetricCatalogue.standard().missed(metric).orElse(null);
    if (missed != null) {
      fields.fault("metric", "must be '" + missed.id() + "', with " + FIELD);
    }
    if (!row.hasNonNull(FIELD)) {
      return row;
    }
    for (String field : OF_VALUES) {
      if (row.hasNonNull(field) && !(row.get(field).isArray() && row.get(field).isEmpty())) {
        fields.fault(field, "makes no sense beside " + FIELD + ", which judges no value");
      }
    }
    return written(row, metric, limit(row, fields), fields);
  }

  private static Duration limit(JsonNode row, RuleFields fields) {
    int before = fields.faults.size();
    Duration limit = fields.duration(row, "", FIELD);
    boolean whole = limit.equals(Duration.ofMinutes(limit.toMinutes()));
    if (whole && limit.compareTo(LEAST) >= 0 && limit.compareTo(MOST) <= 0) {
      return limit;
    }
    if (fields.faults.size() == before) {
      fields.fault(
          FIELD, "must be whole minutes from %s to %s, was %s".formatted(LEAST, MOST, limit));
    }
    return LEAST;
  }

  private static JsonNode written(
      JsonNode row, @Nullable Metric metric, Duration limit, RuleFields fields) {
    ObjectNode written = row.deepCopy();
    OF_VALUES.forEach(written::remove);
    written.remove(FIELD);
    written.put("condition", ">= " + limit.toMinutes());
    written.put("hold", NO_TIME);
    written.put("clear", "< " + LEAST.toMinutes());
    written.put("clearHold", NO_TIME);
    if (metric != null) {
      Metric missing = MetricCatalogue.standard().missing(metric).orElse(null);
      if (missing == null) {
        fields.fault("metric", "'" + metric.id() + "' is never due: " + why(metric));
      } else {
        written.put("metric", missing.id());
      }
    }
    return written;
  }

  private static String why(Metric metric) {
    return metric.technical()
        ? "it tells of a device"
        : metric.derived() ? "it is made of " + metric.derivedFrom() : "it is an event";
  }
}
