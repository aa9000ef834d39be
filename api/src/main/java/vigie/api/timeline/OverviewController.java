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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.api.access.AccessGuard;
import vigie.api.access.Action;
import vigie.api.access.Decision;
import vigie.api.alert.AlertSight;
import vigie.api.alert.AlertView;
import vigie.api.alert.TimescaleAlerts;
import vigie.api.event.EventSight;
import vigie.api.event.EventView;
import vigie.api.event.JdbcEvents;
import vigie.api.web.HttpCallers;
import vigie.api.web.Refusal;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** A patient at a glance (C-54, C-60), and how much was measured. */
@Controller("/patients/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@SecurityRequirement(name = "bearer")
@ExecuteOn(TaskExecutors.BLOCKING)
public class OverviewController {
  private static final int TREND_DAYS = 28;
  private static final int EVENTS_RECENT = 20;
  private static final int DAYS_DEFAULT = 7;
  private static final int DAYS_MAX = 31;

  /** So many usual intervals without a reading are a gap. */
  private static final int GAP_INTERVALS = 3;

  private final AccessGuard guard;
  private final HttpCallers callers;
  private final TimescaleTimeline timeline;
  private final TimescaleCoverage coverage;
  private final TimescaleAlerts alerts;
  private final JdbcEvents events;
  private final JdbcSourceOrders orders;
  private final Clock clock;

  /**
   * A patient at a glance, as far as the caller may see.
   *
   * @param latest newest values by category
   * @param trends of the daily means of the last four weeks; descriptive
   * @param synthesis of this day, week and month and the ones before, of each metric measured in
   *     them
   * @param openAlerts newest first
   * @param gaps what was measured once and is overdue
   * @param events newest first, at most 20
   */
  @Serdeable
  public record Overview(
      UUID patient,
      Map<String, List<LatestView>> latest,
      List<TrendView> trends,
      List<Synthesis> synthesis,
      List<AlertView> openAlerts,
      List<GapView> gaps,
      List<EventView> events) {}

  /** Whether a metric rises or falls, by how much a day, and on how many days it was measured. */
  @Serdeable
  public record TrendView(
      String metric, Trend.Direction direction, double perDay, String unit, int days) {}

  /** Since when a metric has not been measured, and how often it usually is. */
  @Serdeable
  public record GapView(String metric, Category category, Instant since, String usualInterval) {}

  /**
   * How much was measured on each day.
   *
   * @param from first day, in UTC
   * @param to last day, likewise
   * @param days those on which anything was, by day and metric
   */
  @Serdeable
  public record CoverageCalendar(UUID patient, String from, String to, List<Coverage> days) {}

  /** Wired by the program. */
  public OverviewController(
      AccessGuard guard,
      HttpCallers callers,
      TimescaleTimeline timeline,
      TimescaleCoverage coverage,
      TimescaleAlerts alerts,
      JdbcEvents events,
      JdbcSourceOrders orders,
      Clock clock) {
    this.guard = guard;
    this.callers = callers;
    this.timeline = timeline;
    this.coverage = coverage;
    this.alerts = alerts;
    this.events = events;
    this.orders = orders;
    this.clock = clock;
  }

  /** The overview, as it stands now. */
  @Get("/overview")
  @Operation(
      summary = "Newest values, trends, synthesis, open alerts, gaps and events at a glance",
      description =
          "The synthesis has count, min, mean and max of each metric today, this week and this"
              + " month, beside the day, week and month before; where values add up, their sum too."
              + " Days are in UTC, weeks begin on Monday.")
  public Overview overview(HttpRequest<?> request, UUID id) {
    Decision decision = guard.ask(callers.of(request), Action.READ_OVERVIEW, id);
    Instant now = clock.instant();
    Hidden shown = Hidden.of(MetricNames.shown(null, decision), decision);
    List<LatestView> newest = timeline.latest(id, shown);
    Map<String, List<LatestView>> latest = new TreeMap<>();
    List<GapView> gaps = new ArrayList<>();
    for (LatestView value : newest) {
      latest.computeIfAbsent(value.category().name(), any -> new ArrayList<>()).add(value);
      Metric metric = MetricCatalogue.standard().metric(value.metric());
      Instant since = value.effectiveEnd() == null ? value.effective() : value.effectiveEnd();
      if (since.plus(metric.expectedInterval().multipliedBy(GAP_INTERVALS)).isBefore(now)) {
        gaps.add(
            new GapView(
                metric.id(), value.category(), since, metric.expectedInterval().toString()));
      }
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Metric> quantities = shown.metrics().stream().filter(metric -> !metric.coded()).toList();
    Map<String, List<TimelineEntry>> days = days(id, shown, today);
    return new Overview(
        id,
        latest,
        trends(quantities, days, today),
        quantities.stream()
            .filter(metric -> days.containsKey(metric.id()))
            .map(metric -> Synthesis.of(metric, days.getOrDefault(metric.id(), List.of()), today))
            .toList(),
        alerts.ofPatient(id, Instant.EPOCH, now, null).stream()
            .filter(alert -> alert.phase() != AlertPhase.RESOLVED)
            .filter(alert -> AlertSight.shows(decision, alert))
            .map(AlertView::of)
            .toList(),
        gaps,
        events.list(id, EventSight.of(decision), null, null, EVENTS_RECENT).stream()
            .map(EventView::of)
            .toList());
  }

  /** The coverage calendar: the last week unless said, at most 31 days. */
  @Get("/coverage")
  @Operation(summary = "How much was measured on each day of what was to be expected")
  public CoverageCalendar coverage(
      HttpRequest<?> request,
      UUID id,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to,
      @QueryValue @Nullable String metric) {
    Decision decision = guard.ask(callers.of(request), Action.READ_COVERAGE, id);
    LocalDate last =
        to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day("to", to);
    LocalDate first = from == null ? last.minusDays(DAYS_DEFAULT - 1) : day("from", from);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > DAYS_MAX) {
      throw Refusal.invalid("from", "must be 1 to " + DAYS_MAX + " days, both included, up to to");
    }
    return new CoverageCalendar(
        id,
        first.toString(),
        last.toString(),
        coverage.days(
            id,
            Hidden.of(MetricNames.shown(metric, decision), decision),
            first.atStartOfDay(ZoneOffset.UTC).toInstant(),
            last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid(field, "must be a day such as 2026-03-02");
    }
  }

  /** The days of each quantity that trends and synthesis are of, by metric; none without any. */
  private Map<String, List<TimelineEntry>> days(UUID patient, Hidden shown, LocalDate today) {
    LocalDate first = Synthesis.first(today);
    LocalDate end = today.plusDays(1);
    Map<String, List<TimelineEntry>> days = new HashMap<>();
    for (TimelineEntry bucket :
        timeline.entries(
            patient,
            shown.where(metric -> !metric.coded()),
            SourceOrder.of(orders.list(patient), null),
            first.atStartOfDay(ZoneOffset.UTC).toInstant(),
            end.atStartOfDay(ZoneOffset.UTC).toInstant(),
            Resolution.DAY,
            (int) ChronoUnit.DAYS.between(first, end) * shown.metrics().size())) {
      if (bucket.metric() != null) {
        days.computeIfAbsent(bucket.metric(), any -> new ArrayList<>()).add(bucket);
      }
    }
    return days;
  }

  private static List<TrendView> trends(
      List<Metric> quantities, Map<String, List<TimelineEntry>> days, LocalDate today) {
    long end = today.toEpochDay();
    List<TrendView> trends = new ArrayList<>();
    for (Metric metric : quantities) {
      List<Trend.Day> series = new ArrayList<>();
      for (TimelineEntry bucket : days.getOrDefault(metric.id(), List.of())) {
        // What adds up is told by its days' sums, all else by their means.
        Double value = bucket.sum() == null ? bucket.mean() : bucket.sum();
        long day = LocalDate.ofInstant(bucket.at(), ZoneOffset.UTC).toEpochDay();
        // The day that has not ended is left out.
        if (value != null && day < end && day >= end - TREND_DAYS) {
          series.add(new Trend.Day(day, value));
        }
      }
      if (!series.isEmpty()) {
        Trend trend = Trend.of(series);
        trends.add(
            new TrendView(
                metric.id(), trend.direction(), trend.perDay(), metric.unit(), trend.days()));
      }
    }
    return trends;
  }
}
