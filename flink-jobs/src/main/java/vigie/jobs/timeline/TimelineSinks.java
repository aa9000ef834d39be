package vigie.jobs.timeline;

import vigie.alert.AlertTransition;
import vigie.reading.Reading;

/** The sinks of TimelineJob. */
public final class TimelineSinks {
  private TimelineSinks() {}

  /** Readings and rollups. */
  public static TimelineSink<Reading> readings(TimescaleSettings settings, BatchLimits limits) {
    return new TimelineSink<>(
        () -> new TimescaleReadingStore(settings), limits, reading -> "reading " + reading.id());
  }

  /** Alerts and their transitions. */
  public static TimelineSink<AlertTransition> transitions(
      TimescaleSettings settings, BatchLimits limits) {
    return new TimelineSink<>(
        () -> new TimescaleAlertStore(settings),
        limits,
        transition -> "alert " + transition.alert() + " transition " + transition.sequence());
  }
}
