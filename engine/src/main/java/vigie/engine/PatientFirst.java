package vigie.engine;

import java.time.Duration;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.reading.MetricCatalogue;

/**
 * What is CRITICAL and the patient's to mend first (GL-1 of {@code clinical.md} 2.3): the patient
 * is told at once, others after a quarter of an hour if it lasts. A dip that is over by then is
 * told to nobody else; one that goes on, or whose end no reading shows, is, whatever the patient
 * has confirmed. Stateless.
 */
final class PatientFirst {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private PatientFirst() {}

  /** Whether it is over, or milder, before its time has come for others: no more messages. */
  static boolean passed(Routing routing, AlertTransition alert) {
    Severity told = routing.told;
    return told != null
        && isPatients(routing)
        && (alert.phase() == AlertPhase.LATCHED || alert.severity().compareTo(told) < 0);
  }

  /** Whether what was over so has come again: its route begins anew. */
  static boolean isBack(Routing routing, AlertTransition alert) {
    return alert.cause() == Cause.RECURRED && isPatients(routing) && routing.marks.isEmpty();
  }

  /** Whether nobody but the patient was told. */
  private static boolean isPatients(Routing routing) {
    return routing.told == Severity.CRITICAL
        && routing.planned == Audience.PATIENT_FIRST
        && routing.marks.stream().allMatch(mark -> mark.role == Role.PATIENT || mark.told == 0);
  }

  /**
   * What is about to clear is not told to others yet: they wait as long as it goes on clearing, at
   * most until it should have cleared. Once it no longer does, they are told within a minute.
   */
  static void defer(FoldState state, ToldAlert told, Scope scope, Moment moment) {
    Routing routing = told.routing;
    if (routing.pausedUntil > moment.now()
        || !isPatients(routing)
        || clearsBy(state, told, scope) <= moment.now()) {
      return;
    }
    long first = Long.MAX_VALUE;
    for (Routing.Mark mark : routing.marks) {
      if (waits(mark)) {
        first = Math.min(first, mark.due);
      }
    }
    if (first <= moment.now()) {
      long later = moment.now() + LOOK_AGAIN.toMillis() - first;
      for (Routing.Mark mark : routing.marks) {
        if (waits(mark)) {
          mark.due += later;
        }
      }
      moment.out().timesChanged = true;
    }
  }

  private static boolean waits(Routing.Mark mark) {
    return mark.role != Role.PATIENT && mark.due != Routing.NEVER;
  }

  /**
   * When its most severe stages should have cleared, two usual intervals for the reading that says
   * so included; {@link Routing#NEVER} while one of them does not clear.
   */
  private static long clearsBy(FoldState state, ToldAlert told, Scope scope) {
    long by = Routing.NEVER;
    for (Stage stage : state.stages) {
      if (!stage.inForce()
          || !stage.family.equals(told.family)
          || stage.severity != told.routing.told) {
        continue;
      }
      RuleInForce rule = scope.rule(stage.rule);
      if (rule == null || stage.status != Stage.Status.CLEARING) {
        return Routing.NEVER;
      }
      Duration usual = MetricCatalogue.standard().metric(stage.metric).expectedInterval();
      long last = stage.clearSince + rule.clearHoldMillis() + usual.multipliedBy(2).toMillis();
      by = Math.max(by, last);
    }
    return by;
  }
}
