package vigie.api.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Decision;
import vigie.api.access.Mask;
import vigie.reading.Metric;

/**
 * Metrics to be shown, without the spans that are masked in them.
 *
 * @param metrics which
 * @param spans what is hidden of them
 */
public record Hidden(List<Metric> metrics, List<Span> spans) {
  /** Copies what could change. */
  public Hidden {
    metrics = List.copyOf(metrics);
    spans = List.copyOf(spans);
  }

  /**
   * Readings whose effective time lies from begin to end, the end not part of it.
   *
   * @param from null for ever before
   * @param until null for ever after
   */
  public record Span(int metric, @Nullable Instant from, @Nullable Instant until) {}

  /** What this decision shows of these metrics. */
  public static Hidden of(List<Metric> metrics, Decision decision) {
    List<Span> spans = new ArrayList<>();
    for (Metric metric : metrics) {
      for (Mask mask : decision.masksOf(metric)) {
        spans.add(new Span(metric.number(), mask.from(), mask.until()));
      }
    }
    return new Hidden(metrics, spans);
  }

  /** The spans grown to whole buckets: those whose rollups tell of something hidden. */
  List<Span> buckets(ChronoUnit unit) {
    return spans.stream()
        .map(
            span ->
                new Span(
                    span.metric(),
                    span.from() == null ? null : span.from().truncatedTo(unit),
                    // The bucket that holds the end is told of too, unless the end is its begin.
                    span.until() == null
                        ? null
                        : span.until().minusNanos(1).truncatedTo(unit).plus(1, unit)))
        .toList();
  }
}
