package vigie.engine.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.engine.PatientKey;

/**
 * Those who read what the job tells: they never forget, see again after a crash what they saw
 * before, and go by (alert, sequence) and by the notification's id.
 */
final class Readers {
  private static final long SOON = 10_000;

  private final Map<UUID, List<AlertTransition>> alerts = new LinkedHashMap<>();
  private final Map<UUID, Sent> notifications = new HashMap<>();
  private final Map<String, Told> lastTold = new HashMap<>();
  private final Broken broken;
  private final Set<PatientKey> amidst = new HashSet<>();
  private int life;

  private record Sent(Notification notification, int life) {}

  private record Told(UUID notification, long at, Severity severity) {}

  Readers(Broken broken) {
    this.broken = broken;
  }

  /**
   * The job has crashed, and of this patient a timer had fired or an answer was read since the
   * checkpoint, or a timer is overdue: what follows may come in another order than before.
   */
  void crashedAmidst(PatientKey patient) {
    amidst.add(patient);
  }

  boolean isAmidst(PatientKey patient) {
    return amidst.contains(patient);
  }

  /** The job has crashed: from here on it may say again what it has said. */
  void crashed() {
    life++;
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
    if (told.sequence() < known.size()) {
      AlertTransition before = known.get(told.sequence());
      broken.check(
          amidst.contains(patient) || content(before).equals(content(told)),
          Promise.ONE_CONTENT_PER_SEQUENCE,
          now,
          () -> Text.of(before) + " and then " + Text.of(told));
      return;
    }
    broken.check(told.sequence() == known.size(), Promise.NO_GAP, now, told);
    known.add(told);
  }

  private static String content(AlertTransition told) {
    boolean byTime =
        told.cause() == Cause.LAPSED
            || told.cause() == Cause.RESUMED
            || told.cause() == Cause.RULE_DISABLED
            || told.cause() == Cause.CONSENT_WITHDRAWN
            || told.cause() == Cause.EXHAUSTED;
    Instant at = byTime ? Instant.EPOCH : told.at();
    return String.join(
        " ",
        told.phase().name(),
        told.cause().name(),
        told.severity().name(),
        told.peakSeverity().name(),
        told.ruleId(),
        Double.toString(told.value()),
        Double.toString(told.worst()),
        at.toString(),
        Boolean.toString(told.retrospective()),
        Integer.toString(told.occurrences()),
        String.valueOf(told.actor()));
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
          amidst.contains(patient)
              || (before.notification.alert().alert().equals(told.alert().alert())
                  && before.notification.recipient().equals(told.recipient())
                  && before.notification.role() == told.role()
                  && before.notification.reason() == told.reason()),
          Promise.ONE_CONTENT_PER_NOTIFICATION,
          now,
          () -> Text.of(before.notification) + " and then " + Text.of(told));
      return false;
    }
    Severity severity = told.alert().severity();
    String who = told.alert().alert() + " " + told.recipient();
    Told last = lastTold.put(who, new Told(told.id(), now, severity));
    broken.check(
        amidst.contains(patient)
            || last == null
            || now - last.at >= SOON
            || severity.compareTo(last.severity) > 0,
        Promise.NOT_TOLD_TWICE,
        now,
        told);
    return true;
  }

  /** By the highest sequence; null when nothing was told of it. */
  @Nullable AlertTransition latest(UUID alert) {
    List<AlertTransition> known = alerts.get(alert);
    return known == null || known.isEmpty() ? null : known.get(known.size() - 1);
  }

  Iterable<UUID> known() {
    return alerts.keySet();
  }
}
