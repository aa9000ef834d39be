package vigie.engine;

import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Severity;

/** Leaves untold what nobody needs to be told of ({@code clinical.md} 5.1), and says why. */
final class Suppressing {
  private final EscalationPolicy policy;

  Suppressing(EscalationPolicy policy) {
    this.policy = policy;
  }

  /** The alert's route would begin: whether it does not, and counts as told or as shared. */
  boolean suppresses(Watch watch, Routing routing, AlertTransition alert, Moment moment) {
    Severity severity = alert.severity();
    if (policy.steps(severity, routing.audience).isEmpty()) {
      routing.told = severity;
      moment.out().suppressed.add(Suppression.DIGEST);
      return true;
    }
    Severity other = toldOfOther(alert, moment);
    if (other != null && other.compareTo(severity) >= 0) {
      share(routing, moment);
      return true;
    }
    if (severity == Severity.MEDIUM && !watch.mayTell(alert.ruleId(), moment.now())) {
      // The message of before stands for this one too.
      routing.told = severity;
      moment.out().suppressed.add(Suppression.BUDGET);
      return true;
    }
    return false;
  }

  /** The alert's next turn is due: whether none is, as a worse one of its group has been told. */
  static boolean overtakes(Routing routing, AlertTransition alert, Moment moment) {
    Severity told = routing.told;
    Severity other = toldOfOther(alert, moment);
    if (other == null || told == null || other.compareTo(told) <= 0) {
      return false;
    }
    share(routing, moment);
    return true;
  }

  private static @Nullable Severity toldOfOther(AlertTransition alert, Moment moment) {
    return ScoreGroup.has(alert) ? ScoreGroup.toldOfOther(moment, alert) : null;
  }

  private static void share(Routing routing, Moment moment) {
    if (!routing.shared) {
      moment.out().suppressed.add(Suppression.SHARED);
    }
    routing.stop();
    routing.told = null;
    routing.shared = true;
  }
}
