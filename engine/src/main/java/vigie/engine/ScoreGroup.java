package vigie.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Severity;
import vigie.reading.MetricCatalogue;

/**
 * NEWS2 and the measurements it is made of share one notification; the more severe alert is told
 * ({@code clinical.md} 5.1).
 */
final class ScoreGroup {
  private static final String SCORE = "news2";
  private static final List<String> PARTS = MetricCatalogue.standard().metric(SCORE).derivedFrom();

  private ScoreGroup() {}

  static boolean has(AlertTransition alert) {
    return isScore(alert) || isPart(alert);
  }

  /** Whether people were told of the other side of the group, and how severe that was. */
  static @Nullable Severity toldOfOther(Moment moment, AlertTransition alert) {
    Severity highest = null;
    for (String name : moment.memory().watched()) {
      Watch watch = moment.memory().watch(name);
      for (ToldAlert told : watch == null ? List.<ToldAlert>of() : watch.told) {
        Severity severity = told.routing.told;
        if (severity != null
            && !told.resolved
            && (highest == null || severity.compareTo(highest) > 0)
            && areOpposite(alert, told.last())) {
          highest = severity;
        }
      }
    }
    return highest;
  }

  private static boolean areOpposite(AlertTransition one, AlertTransition other) {
    return isScore(one) ? isPart(other) : isPart(one) && isScore(other);
  }

  private static boolean isScore(AlertTransition alert) {
    return alert.family().equals(SCORE);
  }

  private static boolean isPart(AlertTransition alert) {
    return PARTS.contains(alert.metric());
  }
}
