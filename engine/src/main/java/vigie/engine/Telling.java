package vigie.engine;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;
import vigie.patient.Duty;

/** Tells those whose turn it is, and moves on where a turn falls on nobody. */
final class Telling {
  /** Why those are told whom an alert is for first; whoever else has a first turn is the next. */
  private static final Set<Reason> BEGINS = Set.of(Reason.FIRST, Reason.WORSENED, Reason.LAPSED);

  private final EscalationPolicy policy;

  Telling(EscalationPolicy policy) {
    this.policy = policy;
  }

  /** Tells all whose time has come. A turn that falls on nobody is the next one's at once. */
  void run(Routing routing, AlertTransition alert, Moment moment) {
    if (routing.pausedUntil > moment.now()) {
      return;
    }
    for (Routing.Mark mark : routing.marks) {
      if (mark.due(moment.now())) {
        turn(routing, mark, alert, moment);
      }
    }
  }

  private void turn(Routing routing, Routing.Mark mark, AlertTransition alert, Moment moment) {
    EscalationPolicy.Step step = step(routing, mark.role);
    // What is the patient's alone and over needs no more messages.
    boolean over = routing.planned == Audience.PATIENT_ONLY && alert.phase() == AlertPhase.LATCHED;
    if (step == null || over || (step.unlessSeen() && routing.seen)) {
      mark.due = Routing.NEVER;
      return;
    }
    Duty duty = duty(routing, mark.role, moment);
    UUID person = duty.person();
    if (person != null) {
      Notification told =
          notification(routing, alert, person, mark.role, mark.told, mark.reason, moment);
      boolean repeats = mark.reason == Reason.REPEATED;
      if (mark.told == 0 && !BEGINS.contains(mark.reason)) {
        routing.escalated = true;
        routing.report(Cause.ESCALATED);
      }
      mark.toldBy(told.id());
      mark.reason = Reason.REPEATED;
      mark.due =
          step.every() == null || mark.told == step.times()
              ? Routing.NEVER
              : moment.now() + EscalationPolicy.again(step.every(), mark.told).toMillis();
      if (!repeats || !isStale(mark, step, moment.clock())) {
        mark.givenOut = moment.clock();
        moment.out().notifications.add(told);
      }
      return;
    }
    long planned = routing.began + step.after().toMillis();
    // Somebody may be named before the time that the policy sets.
    mark.due = mark.told == 0 && planned > moment.now() ? planned : Routing.NEVER;
    // A physician who was told and has no substitute keeps the time until the contact's turn.
    if (mark.role != Role.SUBSTITUTE || mark.reason != Reason.NOT_ACKNOWLEDGED) {
      moveOn(routing, mark, why(mark, duty), alert, moment);
    }
  }

  /**
   * Whether nobody needs this repetition any more, because a job that was away decides it late: the
   * next one is due as well, or the person has just been told.
   */
  private static boolean isStale(Routing.Mark mark, EscalationPolicy.Step step, long clock) {
    boolean overtaken = mark.due != Routing.NEVER && mark.due <= clock;
    boolean justTold = step.every() != null && clock - mark.givenOut < step.every().toMillis() / 2;
    return overtaken || justTold;
  }

  /** Whether the message that could not be delivered is one of this step's in this round. */
  static boolean toldBy(
      Routing routing, Routing.Mark mark, AlertTransition alert, Delivery delivery) {
    for (int turn = mark.told - 1; turn >= 0; turn--) {
      if (id(routing, alert, delivery.recipient(), mark.role, turn)
          .equals(delivery.notification())) {
        return true;
      }
    }
    return false;
  }

  /** The next who was not told yet has a turn now; when there is none, an operator is told. */
  private void moveOn(
      Routing routing, Routing.Mark from, Reason why, AlertTransition alert, Moment moment) {
    for (int i = routing.marks.indexOf(from) + 1; i < routing.marks.size(); i++) {
      Routing.Mark next = routing.marks.get(i);
      EscalationPolicy.Step step = step(routing, next.role);
      if (next.told > 0) {
        return;
      }
      if (next.due != Routing.NEVER && step != null && !(step.unlessSeen() && routing.seen)) {
        next.due = Math.min(next.due, moment.now());
        next.reason = why;
        return;
      }
    }
    if (!routing.operatorTold) {
      operator(routing, alert, Reason.NO_RECIPIENT, moment);
      routing.report(Cause.NO_RECIPIENT);
    }
  }

  /** A message reached nobody: that counts as a turn gone by. */
  void failed(
      Routing routing, Routing.Mark mark, AlertTransition alert, Delivery delivery, Moment moment) {
    if (delivery.channel() == Delivery.Channel.NONE) {
      // There is no way to this person: no use to try again.
      mark.due = Routing.NEVER;
    }
    Severity told = routing.told;
    if (mark.role == Role.SUBSTITUTE) {
      routing.decline(delivery.recipient());
      nextSubstitute(mark, Reason.DELIVERY_FAILED, moment);
    } else if (mark.role != Role.PATIENT
        || (routing.planned != Audience.CARE_TEAM && told != null && told.latches())) {
      moveOn(routing, mark, Reason.DELIVERY_FAILED, alert, moment);
    }
    run(routing, alert, moment);
  }

  /** This person, noted as declining, has no further turn: the next has one now. */
  void declined(Routing routing, UUID person, AlertTransition alert, Moment moment) {
    Routing.Mark physician = routing.mark(Role.TREATING_PHYSICIAN);
    Routing.Mark substitute = routing.mark(Role.SUBSTITUTE);
    if (person.equals(moment.profile().treatingPhysician())) {
      if (physician != null && physician.told > 0) {
        physician.due = Routing.NEVER;
        moveOn(routing, physician, Reason.DECLINED, alert, moment);
      }
    } else if (substitute != null && substitute.told > 0) {
      nextSubstitute(substitute, Reason.DECLINED, moment);
    }
    run(routing, alert, moment);
  }

  private static void nextSubstitute(Routing.Mark mark, Reason why, Moment moment) {
    mark.due = moment.now();
    mark.reason = why;
  }

  /** Tells an operator, who alone can find somebody else. */
  void operator(Routing routing, AlertTransition alert, Reason why, Moment moment) {
    routing.operatorTold = true;
    moment.out().withoutRecipient++;
    // Each reason is told once in a round.
    int turn = why == Reason.EXHAUSTED ? 1 : 0;
    moment
        .out()
        .notifications
        .add(
            notification(routing, alert, Notification.OPERATORS, Role.OPERATOR, turn, why, moment));
  }

  EscalationPolicy.@Nullable Step step(Routing routing, Role role) {
    Severity told = routing.told;
    if (told != null) {
      for (EscalationPolicy.Step step : policy.steps(told, routing.planned)) {
        if (step.role() == role) {
          return step;
        }
      }
    }
    return null;
  }

  private static Duty duty(Routing routing, Role role, Moment moment) {
    return switch (role) {
      case PATIENT -> new Duty(moment.profile().patient().value(), Duty.Reason.ON_DUTY);
      case TREATING_PHYSICIAN -> Duty.physician(moment.profile(), moment.time(), routing::declines);
      case SUBSTITUTE -> Duty.substitute(moment.profile(), moment.time(), routing::declines);
      case EMERGENCY_CONTACT ->
          new Duty(moment.profile().emergencyContact(), Duty.Reason.NOBODY_NAMED);
      case OPERATOR -> new Duty(Notification.OPERATORS, Duty.Reason.ON_DUTY);
    };
  }

  /** Why the turn goes on: for what brought it here, or because of who is on duty. */
  private static Reason why(Routing.Mark mark, Duty duty) {
    return switch (mark.reason) {
      case NO_PHYSICIAN, OFF_DUTY, DELIVERY_FAILED, DECLINED -> mark.reason;
      case FIRST,
          WORSENED,
          LAPSED,
          REPEATED,
          NOT_CONFIRMED,
          NOT_ACKNOWLEDGED,
          NO_RECIPIENT,
          EXHAUSTED ->
          switch (duty.reason()) {
            case NOBODY_NAMED, ON_DUTY -> Reason.NO_PHYSICIAN;
            case ABSENT, OUTSIDE_HOURS -> Reason.OFF_DUTY;
            case DECLINED -> Reason.DECLINED;
          };
    };
  }

  private static Notification notification(
      Routing routing,
      AlertTransition alert,
      UUID recipient,
      Role role,
      int turn,
      Reason reason,
      Moment moment) {
    return new Notification(
        id(routing, alert, recipient, role, turn),
        alert.patient(),
        recipient,
        role,
        routing.step++,
        reason,
        alert,
        moment.time());
  }

  private static UUID id(
      Routing routing, AlertTransition alert, UUID recipient, Role role, int turn) {
    Severity told = routing.told;
    return Notification.idOf(
        alert.alert(),
        told == null ? alert.severity() : told,
        routing.round,
        role,
        turn,
        recipient);
  }
}
