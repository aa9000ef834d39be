package vigie.api.timeline;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Decision;
import vigie.api.alert.AlertSight;
import vigie.api.alert.AlertView;
import vigie.api.alert.TimescaleAlerts;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What happened to a patient and how their values went, in one ordered answer. */
@Controller("/patients/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class TimelineController {
  private static final Duration SPAN_DEFAULT = Duration.ofDays(1);
  private static final int ENTRIES_MAX = 20_000;
  private static final Comparator<TimelineEntry> ORDER =
      Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::kind);

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final TimescaleTimeline timeline;
  private final TimescaleAlerts alerts;
  private final Clock clock;

  /**
   * A patient's timeline.
   *
   * @param patient whose
   * @param from begin
   * @param to end, exclusive
   * @param resolution raw, 1m, 1h or 1d
   * @param units unit of each metric that occurs
   * @param entries by time
   * @param next where to go on when there was more than one answer holds; null at the end
   */
  @Serdeable
  public record Timeline(
      UUID patient,
      Instant from,
      Instant to,
      String resolution,
      Map<String, String> units,
      List<TimelineEntry> entries,
      @Nullable Instant next) {}

  /** Wired by the program. */
  public TimelineController(
      AccessGuard guard,
      HttpCallers callers,
      TimescaleTimeline timeline,
      TimescaleAlerts alerts,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.timeline = timeline;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * The timeline of a span: the last day unless said. {@code metric} may name several, by commas.
   * Only categories that the caller may see exist for them.
   */
  @Get("/timeline")
  @Operation(summary = "Events and series of a span, in one ordered answer")
  public Timeline timeline(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue @Nullable String metric,
      @QueryValue @Nullable String resolution) {
    Decision decision = guard.ask(callers.of(request), Action.READ_TIMELINE, id);
    Instant end = to == null ? clock.instant() : to;
    Instant begin = from == null ? end.minus(SPAN_DEFAULT) : from;
    if (!begin.isBefore(end)) {
      throw Refusal.invalid("from", "must be before to");
    }
    List<Metric> metrics = metrics(metric, decision);
    Resolution chosen = Resolution.of(resolution, begin, end);
    List<TimelineEntry> series =
        timeline.entries(id, Hidden.of(metrics, decision), begin, end, chosen, ENTRIES_MAX + 1);
    Instant next = series.size() > ENTRIES_MAX ? series.get(ENTRIES_MAX).at() : null;
    Instant shownEnd = next == null ? end : next;
    List<TimelineEntry> entries = new ArrayList<>(series.size());
    alerts.ofPatient(id, begin, shownEnd, null).stream()
        .filter(alert -> !AlertSight.masked(decision.masks(), alert))
        .filter(alert -> metrics.stream().anyMatch(m -> m.id().equals(alert.metric())))
        .map(alert -> TimelineEntry.ofAlert(AlertView.of(alert)))
        .forEach(entries::add);
    series.stream().filter(e -> next == null || e.at().isBefore(next)).forEach(entries::add);
    entries.sort(ORDER);
    return new Timeline(id, begin, end, chosen.word(), units(entries), entries, next);
  }

  /** The newest value of each metric that the caller may see. */
  @Get("/latest")
  @Operation(summary = "The newest value of each metric")
  public List<LatestView> latest(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String metric) {
    Decision decision = guard.ask(callers.of(request), Action.READ_LATEST, id);
    return timeline.latest(id, Hidden.of(metrics(metric, decision), decision));
  }

  private static List<Metric> metrics(@Nullable String names, Decision decision) {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    if (names == null) {
      return catalogue.all().stream()
          .filter(metric -> metric.measured() && decision.shows(metric))
          .toList();
    }
    List<Metric> metrics = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Metric metric =
          catalogue
              .find(name.strip())
              .orElseThrow(
                  () -> Refusal.invalid("metric", "'" + name + "' is not in the catalogue"));
      if (decision.shows(metric)) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  private static Map<String, String> units(List<TimelineEntry> entries) {
    Map<String, String> units = new TreeMap<>();
    for (TimelineEntry entry : entries) {
      if (entry.metric() != null) {
        units.computeIfAbsent(
            entry.metric(), name -> MetricCatalogue.standard().metric(name).unit());
      }
    }
    return units;
  }
}
