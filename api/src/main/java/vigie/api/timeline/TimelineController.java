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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Decision;
import vigie.api.event.Provenance;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.reading.MetricCatalogue;

/** What happened to a patient and how their values went, in one ordered answer. */
@Controller("/patients/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class TimelineController {
  private static final Duration SPAN_DEFAULT = Duration.ofDays(1);
  private static final int ENTRIES_MAX = 20_000;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final TimescaleTimeline timeline;
  private final TimelineSources sources;
  private final JdbcSourceOrders orders;
  private final Clock clock;

  /**
   * A patient's timeline.
   *
   * @param patient whose
   * @param from begin of this page
   * @param to end of the whole, exclusive
   * @param resolution raw, 1m, 1h, 1d, 1w or 1mo
   * @param units unit of each metric that occurs
   * @param controllers who answers for entries of each kind that occurs; an event says it itself
   * @param entries by time
   * @param next what to send as {@code cursor} for the next page; null at the end
   */
  @Serdeable
  public record Timeline(
      UUID patient,
      Instant from,
      Instant to,
      String resolution,
      Map<String, String> units,
      Map<String, Provenance.Controller> controllers,
      List<TimelineEntry> entries,
      @Nullable String next) {}

  /** Wired by the program. */
  public TimelineController(
      AccessGuard guard,
      HttpCallers callers,
      TimescaleTimeline timeline,
      TimelineSources sources,
      JdbcSourceOrders orders,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.timeline = timeline;
    this.sources = sources;
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * The timeline of a span: the last day unless said. {@code metric} may name several, by commas;
   * {@code device} asks for what one device measured, instead of one source per bucket; a {@code
   * cursor} holds span and resolution. Only what the caller may see exists for them.
   */
  @Get("/timeline")
  @Operation(
      summary = "Events, alerts and series of a span, in one ordered answer",
      description =
          "Entries of the kind CHANGE say where a series shifts to another level. They describe the"
              + " series and are no alert. Buckets begin in UTC, those of a week (1w) on Monday, those"
              + " of a month (1mo) on its first day; without a resolution the finest that keeps the"
              + " series to some thousands of points is chosen.")
  public Timeline timeline(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable Instant from,
      @QueryValue @Nullable Instant to,
      @QueryValue @Nullable String metric,
      @QueryValue @Nullable String resolution,
      @QueryValue @Nullable String device,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable Integer limit) {
    return guard.read(
        callers.of(request),
        Action.READ_TIMELINE,
        id,
        decision -> timeline(id, decision, from, to, metric, resolution, device, cursor, limit));
  }

  private Timeline timeline(
      UUID id,
      Decision decision,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String metric,
      @Nullable String resolution,
      @Nullable String device,
      @Nullable String cursor,
      @Nullable Integer limit) {
    TimelineCursor begin =
        cursor == null ? first(from, to, resolution) : TimelineCursor.parse(cursor);
    int most = limit == null ? ENTRIES_MAX : limit;
    if (most < 1 || most > ENTRIES_MAX) {
      throw Refusal.invalid("limit", "must be 1 to " + ENTRIES_MAX);
    }
    TimelineSources.Asked asked =
        new TimelineSources.Asked(
            id,
            decision,
            MetricNames.shown(metric, decision),
            metric != null || device != null,
            SourceOrder.of(orders.list(id), device),
            begin);
    TimelinePage page =
        TimelinePage.of(sources.read(asked, begin.to(), cursor != null, most + 1), most);
    Instant next = page.next();
    List<TimelineEntry> entries = page.entries();
    if (entries.isEmpty() && next != null) {
      // More at one instant than a page holds: that instant whole.
      Instant after = next.plus(1, ChronoUnit.MICROS);
      TimelineCursor there = Objects.requireNonNull(begin.goingOn(next));
      entries =
          TimelinePage.of(
                  sources.read(asked.at(there), after, true, ENTRIES_MAX), Integer.MAX_VALUE)
              .entries();
      next = after;
    }
    TimelineCursor rest = begin.goingOn(next);
    return new Timeline(
        id,
        begin.at(),
        begin.to(),
        begin.resolution().word(),
        units(entries),
        controllers(entries),
        entries,
        rest == null ? null : rest.text());
  }

  /** The newest value of each metric that the caller may see. */
  @Get("/latest")
  @Operation(summary = "The newest value of each metric")
  public List<LatestView> latest(
      HttpRequest<?> request, UUID id, @QueryValue @Nullable String metric) {
    return guard.read(
        callers.of(request),
        Action.READ_LATEST,
        id,
        decision -> timeline.latest(id, Hidden.of(MetricNames.shown(metric, decision), decision)));
  }

  private TimelineCursor first(
      @Nullable Instant from, @Nullable Instant to, @Nullable String resolution) {
    // As exact as the store keeps it.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end = to == null ? now : to;
    Instant begin = from == null ? end.minus(SPAN_DEFAULT) : from;
    if (!begin.isBefore(end)) {
      throw Refusal.invalid("from", "must be before to");
    }
    return new TimelineCursor(begin, begin, end, now, Resolution.of(resolution, begin, end));
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

  private static Map<String, Provenance.Controller> controllers(List<TimelineEntry> entries) {
    Map<String, Provenance.Controller> controllers = new TreeMap<>();
    for (TimelineEntry entry : entries) {
      Provenance.Controller controller = entry.kind().controller();
      if (controller != null) {
        controllers.put(entry.kind().name(), controller);
      }
    }
    return controllers;
  }
}
