package vigie.api.notify;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Where a reader of a message goes on after signing in. Pure.
 *
 * @param alert the alert, where it is answered too
 * @param trend the series it rests on, around the alert; null for one about a device
 */
record MessageLinks(String alert, @Nullable String trend) {
  private static final Duration BEFORE_MIN = Duration.ofDays(1);

  /** A trend is read over about so many readings at their usual pace. */
  private static final int READINGS_BEFORE = 28;

  /** Whoever opens it a little later also sees what followed. */
  private static final Duration AFTER = Duration.ofHours(1);

  /**
   * Those of an alert.
   *
   * @param api address of this program, as recipients reach it
   */
  static MessageLinks of(String api, AlertTransition alert) {
    return new MessageLinks(api + "/alerts/" + alert.alert(), trend(api, alert));
  }

  private static @Nullable String trend(String api, AlertTransition alert) {
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    if (metric.technical()) {
      return null;
    }
    // A derived value is in no series: what it was made of is.
    String names = metric.derived() ? String.join(",", metric.derivedFrom()) : metric.id();
    Duration usual = metric.expectedInterval().multipliedBy(READINGS_BEFORE);
    Instant from = alert.onset().minus(usual.compareTo(BEFORE_MIN) > 0 ? usual : BEFORE_MIN);
    return "%s/patients/%s/timeline?metric=%s&from=%s&to=%s"
        .formatted(api, alert.patient(), names, from, alert.at().plus(AFTER));
  }
}
