package vigie.api.timeline;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.access.Decision;
import vigie.api.alert.AlertSight;
import vigie.api.alert.AlertView;
import vigie.api.alert.TimescaleAlerts;
import vigie.api.event.EventSight;
import vigie.api.event.EventView;
import vigie.api.event.JdbcEvents;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What a timeline is made of, each by time: series, their changes, events and alerts. */
@Singleton
final class TimelineSources {
  /** Buckets looked at for changes, of all metrics together. */
  private static final int CHANGE_BUCKETS_MAX = 50_000;

  private final TimescaleTimeline timeline;
  private final JdbcEvents events;
  private final TimescaleAlerts alerts;

  /**
   * What is asked for.
   *
   * @param patient whose
   * @param decision what of it may be seen
   * @param metrics which series
   * @param byMetric whether metrics were named: events have none, and are then left out
   * @param devices which devices' readings
   * @param begin where, until when, and how finely
   */
  record Asked(
      UUID patient,
      Decision decision,
      List<Metric> metrics,
      boolean byMetric,
      SourceOrder devices,
      TimelineCursor begin) {
    /** The same from another place. */
    Asked at(TimelineCursor there) {
      return new Asked(patient, decision, metrics, byMetric, devices, there);
    }

    /** A page may begin at an alert that was in force before the whole begins. */
    Instant notBefore() {
      return begin.at().isBefore(begin.from()) ? begin.from() : begin.at();
    }

    Hidden shown() {
      return Hidden.of(metrics, decision);
    }
  }

  /** Wired by the program. */
  TimelineSources(TimescaleTimeline timeline, JdbcEvents events, TimescaleAlerts alerts) {
    this.timeline = timeline;
    this.events = events;
    this.alerts = alerts;
  }

  /**
   * All sources.
   *
   * @param until where to stop, exclusive
   * @param goingOn whether earlier pages were shown: nothing that begins before is shown again
   * @param limit how many of each at most
   */
  List<List<TimelineEntry>> read(Asked asked, Instant until, boolean goingOn, int limit) {
    List<TimelineEntry> series = series(asked, until, goingOn, limit);
    return List.of(
        series,
        changes(asked, until, tellsAll(asked, until, goingOn, limit, series) ? series : null),
        asked.byMetric() ? List.of() : events(asked, until, limit),
        alerts(asked, until, goingOn));
  }

  private List<TimelineEntry> series(Asked asked, Instant until, boolean goingOn, int limit) {
    Resolution resolution = asked.begin().resolution();
    Instant from = asked.notBefore();
    if (resolution != Resolution.RAW) {
      Instant first = resolution.begin(asked.begin().from());
      Instant at = asked.begin().at();
      if (!goingOn || !at.isAfter(first)) {
        from = first;
      } else {
        // A bucket that began before has been shown.
        from = resolution.begin(at).equals(at) ? at : resolution.end(at);
      }
    }
    return from.isBefore(until)
        ? timeline.entries(
            asked.patient(), asked.shown(), asked.devices(), from, until, resolution, limit)
        : List.of();
  }

  /** Whether a page's series is the whole as changes are looked for in it. */
  private static boolean tellsAll(
      Asked asked, Instant until, boolean goingOn, int limit, List<TimelineEntry> series) {
    TimelineCursor begin = asked.begin();
    return !goingOn
        && until.equals(begin.to())
        && begin.resolution() == Resolution.coarse(begin.from(), begin.to())
        && series.size() < limit;
  }

  private List<TimelineEntry> coarse(Asked asked) {
    Instant from = asked.begin().from();
    Instant to = asked.begin().to();
    List<Metric> quantities = asked.metrics().stream().filter(metric -> !metric.coded()).toList();
    return timeline.entries(
        asked.patient(),
        Hidden.of(quantities, asked.decision()),
        asked.devices(),
        from,
        to,
        Resolution.coarse(from, to),
        CHANGE_BUCKETS_MAX);
  }

  /**
   * Looked for in the whole, not in the page alone: a level may be longer than a page.
   *
   * @param whole the buckets to look in; null to read them
   */
  private List<TimelineEntry> changes(
      Asked asked, Instant until, @Nullable List<TimelineEntry> whole) {
    Map<String, List<ChangePoints.Point>> series = new LinkedHashMap<>();
    for (TimelineEntry bucket : whole == null ? coarse(asked) : whole) {
      if (bucket.metric() != null
          && bucket.mean() != null
          && !MetricCatalogue.standard().metric(bucket.metric()).coded()) {
        series
            .computeIfAbsent(bucket.metric(), any -> new ArrayList<>())
            .add(new ChangePoints.Point(bucket.at(), bucket.mean()));
      }
    }
    List<TimelineEntry> changes = new ArrayList<>();
    series.forEach(
        (metric, points) ->
            ChangePoints.of(points).stream()
                .filter(shift -> !shift.at().isBefore(asked.begin().at()))
                .filter(shift -> shift.at().isBefore(until))
                .map(shift -> TimelineEntry.ofChange(metric, shift))
                .forEach(changes::add));
    changes.sort(TimelineEntry.ORDER);
    return changes;
  }

  private List<TimelineEntry> events(Asked asked, Instant until, int limit) {
    TimelineCursor begin = asked.begin();
    return events
        .between(
            asked.patient(),
            EventSight.of(asked.decision()),
            asked.notBefore(),
            until,
            begin.asOf(),
            limit)
        .stream()
        .map(event -> TimelineEntry.ofEvent(EventView.of(event)))
        .toList();
  }

  /** The first page also has what was in force when it begins. */
  private List<TimelineEntry> alerts(Asked asked, Instant until, boolean goingOn) {
    Instant shown = asked.begin().at();
    return alerts.ofPatient(asked.patient(), asked.notBefore(), until, null).stream()
        .filter(alert -> !goingOn || !alert.onset().isBefore(shown))
        .filter(alert -> shows(asked, alert))
        .map(alert -> TimelineEntry.ofAlert(AlertView.of(alert)))
        .sorted(TimelineEntry.ORDER)
        .toList();
  }

  private static boolean shows(Asked asked, AlertTransition alert) {
    return AlertSight.shows(asked.decision(), alert)
        && (!asked.byMetric()
            || asked.metrics().contains(MetricCatalogue.standard().metric(alert.metric())));
  }
}
