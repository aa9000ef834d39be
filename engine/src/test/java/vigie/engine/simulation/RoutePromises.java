package vigie.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Reach;
import vigie.alert.Severity;
import vigie.engine.AlertInput;
import vigie.engine.InMemoryPatient;
import vigie.engine.Routing;
import vigie.engine.ToldAlert;
import vigie.engine.Watch;
import vigie.patient.PatientProfile;

/** Promises about who is told and when. */
final class RoutePromises {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final Broken broken;

  /** How long, by who paused and when: a command may wait for its alert and act in a later step. */
  private final Map<String, Duration> pauses = new HashMap<>();

  RoutePromises(Broken broken) {
    this.broken = broken;
  }

  void check(Step step, Life life, PatientView view) {
    AlertView answered = acknowledging(step, view);
    notePause(step);
    transitions(step, view);
    for (Notification told : step.notifications()) {
      AlertView alert = view.find(told.alert().alert());
      if (alert == null) {
        broken.add(Promise.NO_GAP, step.now(), "told of an alert that never was: " + Text.of(told));
        continue;
      }
      notified(told, alert, step.now(), life);
    }
    AlertCommand command = step.input() == null ? null : step.input().command();
    if (answered != null && answered.open() && answered.acknowledged == null && command != null) {
      answered.acknowledged = answered.last().peakSeverity();
    }
    standing(step, view);
  }

  /** The alert that this step's command acknowledges; null when there is none. */
  private static @Nullable AlertView acknowledging(Step step, PatientView view) {
    AlertCommand command = step.input() == null ? null : step.input().command();
    AlertView alert = command == null ? null : view.find(command.alert());
    return command != null
            && command.kind() == AlertCommand.Kind.ACKNOWLEDGE
            && alert != null
            && (alert.last().phase() == AlertPhase.ACTIVE
                || alert.last().phase() == AlertPhase.LATCHED)
        ? alert
        : null;
  }

  private void transitions(Step step, PatientView view) {
    PatientProfile profile = step.memory().profile();
    boolean contact = profile != null && profile.emergencyContact() != null;
    Map<String, AlertView> lost = new HashMap<>();
    for (AlertTransition told : step.transitions()) {
      AlertView alert = view.orNew(told.alert());
      AlertView before = told.sequence() == 0 ? null : alert.copy();
      AlertView old = lost.get(told.family());
      if (old != null && told.sequence() == 0) {
        alert.inherit(old);
      }
      if (told.cause() == Cause.AMENDED
          && told.phase() == AlertPhase.RESOLVED
          && before != null
          && before.open()) {
        lost.put(told.family(), before);
      }
      boolean begins = alert.take(told, step.now(), Rules.get(told.ruleId()).audience(), contact);
      alert.seen |= told.cause() == Cause.SEEN_BY_PATIENT;
      if (told.cause() == Cause.PAUSED) {
        alert.pausedUntil = until(step, told);
        broken.check(
            alert.shared
                || view.besideOther(alert)
                || Instant.ofEpochMilli(alert.pausedUntil).equals(told.pausedUntil()),
            Promise.STATE_STANDS,
            step.now(),
            told);
      }
      alert.shared |= view.besideOther(alert);
      boolean over = told.phase() == AlertPhase.LATCHED && alert.audience == Audience.PATIENT_ONLY;
      if (begins && told.severity().latches() && !alert.shared && !over) {
        broken.check(
            step.notifications().stream()
                .anyMatch(n -> n.alert().alert().equals(told.alert()) && n.role() == Role.PATIENT),
            Promise.TOLD_AT_ONCE,
            step.now(),
            told);
      }
    }
  }

  private void notePause(Step step) {
    AlertCommand command = step.input() == null ? null : step.input().command();
    Duration pause = command == null ? null : command.pause();
    if (command != null && pause != null) {
      pauses.put(command.actor() + " " + command.at(), pause);
    }
  }

  private long until(Step step, AlertTransition told) {
    Duration pause = Objects.requireNonNull(pauses.get(told.actor() + " " + told.at()));
    long most = Math.min(pause.toMillis(), told.severity().longestPause().toMillis());
    return Math.min(told.at().toEpochMilli(), step.now()) + most;
  }

  private void notified(Notification told, AlertView alert, long now, Life life) {
    broken.check(
        life.freshBreachSince(told.alert().family(), told.alert().onset().toEpochMilli()),
        Promise.STALE_NEVER_PAGES,
        now,
        told);
    broken.check(alert.acknowledged == null, Promise.ACKNOWLEDGED_IS_SILENT, now, told);
    broken.check(
        alert.pausedUntil <= now || alert.shared || told.role() == Role.OPERATOR,
        Promise.PAUSED_IS_SILENT,
        now,
        told);
    boolean error = told.reason() == Reason.NO_RECIPIENT || told.reason() == Reason.EXHAUSTED;
    Reach least = told.role() == Role.EMERGENCY_CONTACT ? Reach.ESCALATED : Reach.FIRST;
    broken.check(
        !alert.waits() || alert.last().reach().compareTo(error ? Reach.NOBODY : least) >= 0,
        Promise.STATE_STANDS,
        now,
        told);
    alert.othersTold |= told.role() != Role.PATIENT;
    alert.contactTold |= told.role() == Role.EMERGENCY_CONTACT;
    alert.operatorTold |= told.role() == Role.OPERATOR;
  }

  private void standing(Step step, PatientView view) {
    boolean anyOpen = false;
    Collection<AlertView> all = view.all();
    for (AlertView alert : all) {
      if (!alert.open()) {
        continue;
      }
      anyOpen = true;
      for (AlertView other : all) {
        broken.check(
            other == alert || !other.open() || !other.last().family().equals(alert.last().family()),
            Promise.ONE_OPEN_ALERT,
            step.now(),
            alert.last());
      }
      alert.shared |= view.besideOther(alert);
      if (alert.waits() && alert.last().severity().latches()) {
        somebodyIsNext(step, view, alert);
      }
    }
    if (!anyOpen && step.memory().profile() != null && step.memory().waiting().isEmpty()) {
      broken.check(
          step.timer() == null,
          Promise.NO_TIMER_WITHOUT_ALERT,
          step.now(),
          () -> "timer " + step.timer());
    }
  }

  private void somebodyIsNext(Step step, PatientView view, AlertView alert) {
    boolean endedByPatient = alert.audience != Audience.CARE_TEAM && alert.seen;
    if (alert.operatorTold
        || endedByPatient
        || alert.passed
        || alert.audience == Audience.PATIENT_ONLY
        || view.besideOther(alert)) {
      return;
    }
    Routing routing = routing(step.memory(), alert);
    broken.check(
        routing != null
            && (routing.exhaustAt != 0 || routing.marks.stream().anyMatch(mark -> mark.due != 0)),
        Promise.SOMEBODY_IS_NEXT,
        step.now(),
        alert.last());
  }

  private static @Nullable Routing routing(InMemoryPatient memory, AlertView alert) {
    for (String name : memory.watched()) {
      Watch watch = Objects.requireNonNull(memory.watch(name));
      for (ToldAlert told : watch.told) {
        if (told.idHigh == alert.id().getMostSignificantBits()
            && told.idLow == alert.id().getLeastSignificantBits()) {
          return told.routing;
        }
      }
    }
    return null;
  }

  /**
   * Time goes on to then.
   *
   * @param since since when the job is at work without a break
   */
  void passing(PatientView view, long then, long since) {
    for (AlertView alert : view.all()) {
      if (!alert.open() || !alert.urgent() || alert.shared || alert.pausedUntil > 0) {
        continue;
      }
      boolean critical = alert.told == Severity.CRITICAL;
      long cancel = alert.last().family().equals("fall") ? MINUTE : 0;
      if (alert.audience == Audience.CARE_TEAM) {
        due(alert, alert.othersTold, alert.began + cancel, then, since, "somebody");
        if (alert.hasContact && (critical || !alert.seen)) {
          long after = critical ? 5 * MINUTE + cancel : HOUR;
          due(alert, alert.contactTold, alert.began + after, then, since, "contact");
        }
        long exhausted = critical ? 4 * HOUR : 24 * HOUR;
        due(alert, alert.operatorTold, alert.began + exhausted, then, since, "operator");
      } else if (alert.audience == Audience.PATIENT_FIRST && critical && !alert.passed) {
        // What clears may be waited for: 15 minutes of clearing, two readings, and once more.
        due(alert, alert.othersTold, alert.began + 65 * MINUTE, then, since, "somebody");
      } else if (alert.audience == Audience.PATIENT_FIRST && !critical && !alert.seen) {
        due(alert, alert.othersTold, alert.began + 15 * MINUTE, then, since, "somebody");
      }
    }
  }

  private void due(
      AlertView alert, boolean told, long deadline, long then, long since, String who) {
    if (!told && Math.max(Math.max(deadline, alert.resumed), since) + SECOND < then) {
      broken.add(
          Promise.ESCALATES_IN_TIME,
          then,
          who + " was due at " + Instant.ofEpochMilli(deadline) + ": " + Text.of(alert.last()));
    }
  }

  /** The profile has changed: who is the contact of a route under way is open. */
  static void profileChanged(Step step, PatientView view) {
    if (step.is(AlertInput.Kind.PROFILE)) {
      view.all().forEach(alert -> alert.hasContact = false);
    }
  }
}
