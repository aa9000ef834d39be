package vigie.api.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What a patient hides from everybody but the treating physician (C-41): a whole kind of content, a
 * metric, either of them in a span of effective time (one reading is a short span), or one item.
 *
 * @param id which mask
 * @param kind what is hidden; null when a metric or an item is
 * @param metric its id; null when a kind or an item is hidden
 * @param item an alert's or document's id; null when a kind or a metric is hidden
 * @param from hidden from then on; null for ever before
 * @param until hidden before then; null for ever after
 */
public record Mask(
    UUID id,
    @Nullable ContentKind kind,
    @Nullable String metric,
    @Nullable UUID item,
    @Nullable Instant from,
    @Nullable Instant until) {
  /** Whether it hides what it names at all times. */
  boolean whole() {
    return from == null && until == null;
  }

  /** Whether readings of this metric, or of one that it is made of, may be hidden. */
  public boolean concerns(Metric other) {
    if (metric != null) {
      return other.id().equals(metric) || other.derivedFrom().contains(metric);
    }
    if (kind == null) {
      return false;
    }
    return MetricCatalogue.standard().categories(other).stream()
        .anyMatch(category -> ContentKind.of(category) == kind);
  }

  /** Whether some of the time from begin to end, both inclusive, is hidden. */
  public boolean overlaps(Instant begin, Instant end) {
    return (from == null || !end.isBefore(from)) && (until == null || begin.isBefore(until));
  }
}
