package vigie.api.timeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Decision;
import vigie.api.access.Mask;
import vigie.patient.Sources;
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
   * Readings of these devices whose effective time lies from begin to end, the end not part of it.
   *
   * @param from null for ever before
   * @param until null for ever after
   * @param devices null for all
   */
  public record Span(
      int metric, @Nullable Instant from, @Nullable Instant until, @Nullable Sources devices) {}

  /** What this decision shows of these metrics. */
  public static Hidden of(List<Metric> metrics, Decision decision) {
    List<Span> spans = new ArrayList<>();
    for (Metric metric : metrics) {
      for (Mask mask : decision.masksOf(metric)) {
        spans.add(new Span(metric.number(), mask.from(), mask.until(), mask.devices()));
      }
    }
    return new Hidden(metrics, spans);
  }

  /** The same of some of the metrics. */
  Hidden where(Predicate<Metric> some) {
    List<Metric> kept = metrics.stream().filter(some).toList();
    Set<Integer> numbers = kept.stream().map(Metric::number).collect(Collectors.toSet());
    return new Hidden(
        kept, spans.stream().filter(span -> numbers.contains(span.metric())).toList());
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
                        : span.until().minusNanos(1).truncatedTo(unit).plus(1, unit),
                    // A rollup does not tell devices apart.
                    null))
        .toList();
  }
}
