package vigie.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertHistory;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.engine.PatientKey;

/**
 * Those who read what the job tells: they never forget, see again after a crash what they saw
 * before, and go by an {@link AlertHistory} and by the notification's id.
 */
final class Readers {
  private static final long SOON = 10_000;

  private final Map<UUID, List<AlertTransition>> alerts = new LinkedHashMap<>();
  private final Map<UUID, AlertHistory> histories = new HashMap<>();
  private final Map<UUID, Sent> notifications = new HashMap<>();
  private final Map<String, Told> lastTold = new HashMap<>();
  private final Broken broken;
  private final Set<PatientKey> otherOrder = new HashSet<>();
  private int life;
  private boolean toldUnnoted;

  private record Sent(Notification notification, int life) {}

  private record Told(Notification.Reason reason, long at, Severity severity) {}

  Readers(Broken broken) {
    this.broken = broken;
  }

  /** After a crash what happened to this patient came in another order than before. */
  void otherOrder(PatientKey patient) {
    otherOrder.add(patient);
  }

  /**
   * The job has crashed: from here on it may say again what it has said.
   *
   * @param wasAway whether it was away before, since the checkpoint, so that it does not know what
   *     it told late
   */
  void crashed(boolean wasAway) {
    life++;
    toldUnnoted = wasAway;
  }

  void changed(PatientKey patient, AlertTransition told, long now) {
    UUID expected = AlertTransition.alertId(told.patient(), told.family(), told.onset());
    broken.check(told.alert().equals(expected), Promise.ID_BY_ONSET, now, told);
    if (told.phase() == AlertPhase.RESOLVED
        || told.phase() == AlertPhase.ACKNOWLEDGED
        || told.cause() == Cause.WORSENED) {
      lastTold.keySet().removeIf(key -> key.startsWith(told.alert().toString()));
    }
    List<AlertTransition> known = alerts.computeIfAbsent(told.alert(), id -> new ArrayList<>());
    histories.computeIfAbsent(told.alert(), id -> new AlertHistory()).take(told);
    if (told.sequence() < known.size()) {
      AlertTransition before = known.get(told.sequence());
      broken.check(
          otherOrder.contains(patient) || before.equals(told),
          Promise.ONE_CONTENT_PER_SEQUENCE,
          now,
          () -> Text.of(before) + " and then " + Text.of(told));
      return;
    }
    broken.check(told.sequence() == known.size(), Promise.NO_GAP, now, told);
    known.add(told);
  }

  /**
   * Takes a notification.
   *
   * @return whether it is a new one
   */
  boolean notified(PatientKey patient, Notification told, long now) {
    Sent before = notifications.putIfAbsent(told.id(), new Sent(told, life));
    if (before != null) {
      broken.check(before.life < life, Promise.NOTIFICATION_ID_ONCE, now, told);
      notifications.put(told.id(), new Sent(before.notification, life));
      broken.check(
          otherOrder.contains(patient) || before.notification.equals(told),
          Promise.ONE_CONTENT_PER_NOTIFICATION,
          now,
          () -> Text.of(before.notification) + " and then " + Text.of(told));
      return false;
    }
    Severity severity = told.alert().severity();
    String who = told.alert().alert() + " " + told.recipient();
    Told last = lastTold.put(who, new Told(told.reason(), now, severity));
    broken.check(
        otherOrder.contains(patient)
            || last == null
            || now - last.at >= SOON
            || (told.reason() == Notification.Reason.REPEATED
                ? toldUnnoted
                : told.reason() != last.reason)
            || severity.compareTo(last.severity) > 0,
        Promise.NOT_TOLD_TWICE,
        now,
        told);
    return true;
  }

  /** How the alert stands to them; null when nothing was told of it. */
  @Nullable AlertTransition latest(UUID alert) {
    AlertHistory history = histories.get(alert);
    return history == null ? null : history.newest();
  }
}
