package vigie.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Reach;
import vigie.alert.Severity;

/**
 * Takes an alert along its route ({@code clinical.md} 5.2): begins it when the alert becomes known
 * or worse, goes on when a time is due, a delivery failed or somebody declines, and ends it when
 * somebody acknowledges. Stateless: all is in the {@link Routing} it is given.
 */
final class Router {
  private final EscalationPolicy policy;
  private final Telling telling;
  private final Suppressing suppressing;

  Router(EscalationPolicy policy) {
    this.policy = policy;
    this.telling = new Telling(policy);
    this.suppressing = new Suppressing(policy);
  }

  /** An alert has made this transition. */
  void follow(Watch watch, Routing routing, AlertTransition alert, Moment moment) {
    long before = routing.next();
    switch (alert.phase()) {
      case RESOLVED -> {
        routing.end();
        moment.out().released |= ScoreGroup.has(alert);
      }
      case ACKNOWLEDGED -> answered(routing, alert, moment.now());
      case ACTIVE, LATCHED -> {
        boolean begins = begins(routing, alert);
        routing.acknowledgedAt = Routing.NEVER;
        routing.lapseAt = Routing.NEVER;
        if (PatientFirst.passed(routing, alert)) {
          routing.stop();
          routing.told = alert.severity();
        } else if (!alert.retrospective()) {
          lead(watch, routing, alert, begins, moment);
        }
      }
    }
    noteTimes(routing, before, moment);
  }

  /** The transition with how the alert's route will stand when it has been followed. */
  static AlertTransition routed(Routing routing, AlertTransition alert) {
    return waits(alert) && !begins(routing, alert)
        ? alert.routed(routing.reach(), routing.paused())
        : alert.routed(Reach.FIRST, null);
  }

  /**
   * Whether its route begins, perhaps anew. An answer ended the route. Late readings may since have
   * shown that what was answered was milder than what was told before, and now is.
   */
  private static boolean begins(Routing routing, AlertTransition alert) {
    Severity told = routing.told;
    return !alert.retrospective()
        && (told == null
            || routing.acknowledgedAt != Routing.NEVER
            || alert.cause() == Cause.LAPSED
            || PatientFirst.isBack(routing, alert)
            || alert.severity().compareTo(told) > 0);
  }

  /** Whoever has answered is asked again after a while, should it still be in force. */
  private static void answered(Routing routing, AlertTransition alert, long now) {
    long at = routing.acknowledgedAt == Routing.NEVER ? now : routing.acknowledgedAt;
    Severity told = routing.told;
    routing.end();
    routing.told = told;
    routing.acknowledgedAt = at;
    if (alert.severity().latches() && !alert.retrospective()) {
      routing.lapseAt = at + EscalationPolicy.acknowledged(alert.severity()).toMillis();
    }
  }

  private void lead(
      Watch watch, Routing routing, AlertTransition alert, boolean begins, Moment moment) {
    Severity told = routing.told;
    if (alert.cause() == Cause.LAPSED) {
      begin(watch, routing, alert, Reason.LAPSED, moment);
    } else if (begins || told == null) {
      begin(watch, routing, alert, first(routing) ? Reason.FIRST : Reason.WORSENED, moment);
    } else if (routing.audience.compareTo(routing.planned) < 0) {
      // Steps that were over may begin again.
      routing.round++;
      routing.planned = routing.audience;
      plan(routing, told, Reason.FIRST, moment.now(), policy.timeToCancel(alert));
      telling.run(routing, alert, moment);
    }
  }

  private static boolean first(Routing routing) {
    return routing.told == null || routing.step == 0;
  }

  private void begin(
      Watch watch, Routing routing, AlertTransition alert, Reason why, Moment moment) {
    if (suppressing.suppresses(watch, routing, alert, moment)) {
      return;
    }
    Severity severity = alert.severity();
    routing.stop();
    routing.round++;
    routing.told = severity;
    routing.planned = routing.audience;
    routing.began = moment.now();
    routing.seen = false;
    routing.shared = false;
    routing.operatorTold = false;
    routing.escalated = false;
    routing.declined = new long[0];
    if (severity.latches()) {
      routing.exhaustAt = moment.now() + EscalationPolicy.exhausted(severity).toMillis();
    }
    plan(routing, severity, why, moment.now(), policy.timeToCancel(alert));
    telling.run(routing, alert, moment);
  }

  /** The route's steps; those under way stay as they are, or come sooner. */
  private void plan(
      Routing routing, Severity severity, Reason why, long now, Duration timeToCancel) {
    List<Routing.Mark> marks = new ArrayList<>();
    for (EscalationPolicy.Step step : policy.steps(severity, routing.planned)) {
      long due = now + step.after().toMillis();
      if (step.role() != Role.PATIENT) {
        due += timeToCancel.toMillis();
      }
      Routing.Mark mark = routing.mark(step.role());
      if (mark == null) {
        mark = new Routing.Mark();
        mark.role = step.role();
        mark.due = Long.MAX_VALUE;
      }
      if (mark.told == 0 && (mark.due == Routing.NEVER || mark.due > due)) {
        mark.due = due;
        mark.reason = step.after().isZero() ? why : late(step.role());
      }
      marks.add(mark);
    }
    routing.marks = marks;
  }

  private static Reason late(Role role) {
    return role == Role.TREATING_PHYSICIAN ? Reason.NOT_CONFIRMED : Reason.NOT_ACKNOWLEDGED;
  }

  /** It is now; the alert stands as this transition says. */
  void wake(Routing routing, AlertTransition alert, Moment moment) {
    long before = routing.next();
    if (due(routing.exhaustAt, moment)) {
      if (waits(alert)) {
        // Whose first turn fell due while the job was away has it now, before it is all over.
        routing.marks.removeIf(mark -> mark.told > 0);
        telling.run(routing, alert, moment);
      }
      routing.stop();
      // Of what is the patient's alone nobody else need hear, of theirs operators have heard.
      if (waits(alert) && routing.planned.compareTo(Audience.PATIENT_ONLY) < 0) {
        telling.operator(routing, alert, Reason.EXHAUSTED, moment);
        routing.report(Cause.EXHAUSTED);
      }
    }
    if (due(routing.pausedUntil, moment)) {
      routing.pausedUntil = Routing.NEVER;
      routing.report(Cause.RESUMED);
    }
    if (waits(alert)
        && routing.marks.stream().anyMatch(mark -> mark.due(moment.now()))
        && !Suppressing.overtakes(routing, alert, moment)) {
      telling.run(routing, alert, moment);
    }
    noteTimes(routing, before, moment);
  }

  /** An attempt to deliver ended. One way that reaches a person is enough. */
  void delivered(Routing routing, AlertTransition alert, Delivery delivery, Moment moment) {
    long before = routing.next();
    for (Routing.Mark mark : routing.marks) {
      if (delivery.outcome() == Delivery.Outcome.DELIVERED) {
        mark.delivered |= mark.isToldBy(delivery.notification());
      } else if (delivery.outcome() == Delivery.Outcome.FAILED
          && !mark.delivered
          && waits(alert)
          && Telling.toldBy(routing, mark, alert, delivery)) {
        telling.failed(routing, mark, alert, delivery, moment);
        break;
      }
    }
    noteTimes(routing, before, moment);
  }

  /** The patient has seen it: says whether that is news. */
  boolean seen(Routing routing, AlertTransition alert, Moment moment) {
    if (routing.seen || !waits(alert)) {
      return false;
    }
    long before = routing.next();
    routing.seen = true;
    for (Routing.Mark mark : routing.marks) {
      EscalationPolicy.Step step = telling.step(routing, mark.role);
      if (step != null && step.unlessSeen()) {
        mark.due = Routing.NEVER;
      }
    }
    if (routing.marks.stream().allMatch(mark -> mark.due == Routing.NEVER)
        && routing.planned.compareTo(Audience.PATIENT_FIRST) >= 0) {
      routing.exhaustAt = Routing.NEVER;
    }
    noteTimes(routing, before, moment);
    return true;
  }

  /** A clinician does not take it on: says whether that is news. */
  boolean declined(Routing routing, AlertTransition alert, UUID person, Moment moment) {
    if (!waits(alert) || routing.declines(person)) {
      return false;
    }
    long before = routing.next();
    routing.decline(person);
    telling.declined(routing, person, alert, moment);
    noteTimes(routing, before, moment);
    return true;
  }

  /** Nobody is to be told for so long from then: says whether that is news. */
  boolean paused(Routing routing, AlertTransition alert, long from, Duration pause, Moment moment) {
    Duration most = alert.severity().longestPause();
    long until = Math.min(from, moment.now()) + min(pause, most).toMillis();
    if (!waits(alert) || until <= moment.now() || until == routing.pausedUntil) {
      return false;
    }
    long before = routing.next();
    routing.pausedUntil = until;
    noteTimes(routing, before, moment);
    return true;
  }

  /** Whether the patient may still call it off: nobody else was told. */
  boolean mayCancel(Routing routing, AlertTransition alert, long now) {
    return alert.phase() == AlertPhase.ACTIVE
        && now < routing.began + policy.timeToCancel(alert).toMillis();
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static boolean due(long time, Moment moment) {
    return time != Routing.NEVER && time <= moment.now();
  }

  private static boolean waits(AlertTransition alert) {
    return alert.phase() == AlertPhase.ACTIVE || alert.phase() == AlertPhase.LATCHED;
  }

  private static void noteTimes(Routing routing, long before, Moment moment) {
    moment.out().timesChanged |= routing.next() != before;
  }
}
