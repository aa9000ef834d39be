package vigie.engine.simulation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.reading.MetricCatalogue;

/** A patient's alerts as told since the last checkpoint that was restored, and before it. */
final class PatientView {
  private static final String SCORE = "news2";
  private static final List<String> PARTS = MetricCatalogue.standard().metric(SCORE).derivedFrom();

  private final Map<UUID, AlertView> alerts = new LinkedHashMap<>();

  @Nullable AlertView find(UUID alert) {
    return alerts.get(alert);
  }

  AlertView get(UUID alert) {
    return Objects.requireNonNull(alerts.get(alert));
  }

  AlertView orNew(UUID alert) {
    return alerts.computeIfAbsent(alert, id -> new AlertView());
  }

  Collection<AlertView> all() {
    return alerts.values();
  }

  boolean anyOpen() {
    for (AlertView view : alerts.values()) {
      if (view.open()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the other side of NEWS2 and its parts has an open alert. */
  boolean besideOther(AlertView view) {
    for (AlertView other : alerts.values()) {
      if (other.open() && opposite(view.last(), other.last())) {
        return true;
      }
    }
    return false;
  }

  private static boolean opposite(AlertTransition one, AlertTransition other) {
    return isScore(one) ? isPart(other) : isPart(one) && isScore(other);
  }

  private static boolean isScore(AlertTransition alert) {
    return alert.family().equals(SCORE);
  }

  private static boolean isPart(AlertTransition alert) {
    return PARTS.contains(alert.metric());
  }

  PatientView copy() {
    PatientView copy = new PatientView();
    alerts.forEach((id, view) -> copy.alerts.put(id, view.copy()));
    return copy;
  }
}
