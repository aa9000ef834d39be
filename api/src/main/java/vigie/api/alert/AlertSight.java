package vigie.api.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Grounds;
import vigie.api.access.Decision;
import vigie.api.access.Mask;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Whether an alert may be seen, by all that it tells of. Pure. */
public final class AlertSight {
  /** What a derived value rests on may lie that far back: baselines take up to four weeks. */
  private static final Duration DERIVED_LOOK_BACK = Duration.ofDays(30);

  private AlertSight() {}

  /** Whether this decision shows the alert. */
  public static boolean shows(Decision decision, AlertTransition alert) {
    return decision.shows(AlertView.categories(alert)) && !masked(decision.masks(), alert);
  }

  /**
   * Whether one of these masks hides the alert: itself, or anything that it may rest on. In doubt
   * it is hidden, for an alert gives away what raised it.
   */
  public static boolean masked(Collection<Mask> masks, AlertTransition alert) {
    if (masks.isEmpty()) {
      return false;
    }
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    Instant begin = alert.onset();
    Instant end = alert.at();
    for (Evidence evidence : alert.evidence()) {
      begin = earlier(begin, evidence.effective());
      end = end.isBefore(evidence.effective()) ? evidence.effective() : end;
    }
    Grounds grounds = alert.grounds();
    if (grounds != null) {
      for (Grounds.Part part : grounds.parts()) {
        begin = earlier(begin, part.effective());
      }
    }
    Instant from = metric.derived() ? begin.minus(DERIVED_LOOK_BACK) : begin;
    Instant to = end;
    return masks.stream()
        .anyMatch(
            mask ->
                alert.alert().equals(mask.item())
                    || (mask.concerns(metric)
                        && mask.overlaps(from, to)
                        && mayRestOn(mask, alert)));
  }

  /** One that ended because of a withdrawal may rest on what was withdrawn. */
  private static boolean mayRestOn(Mask mask, AlertTransition alert) {
    return mask.devices() == null
        || alert.evidence().isEmpty()
        || alert.cause() == Cause.CONSENT_WITHDRAWN
        || alert.evidence().stream().anyMatch(evidence -> mask.hides(evidence.device()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
