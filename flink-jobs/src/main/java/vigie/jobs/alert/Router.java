package vigie.jobs.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Severity;
import vigie.patient.PatientProfile;

/**
 * Decides who is told of an alert ({@code clinical.md} 5.2): the treating physician first; the
 * emergency contact where there is none, where the physician cannot be reached, or where nobody
 * acknowledges in time. Only live alerts of severity HIGH and CRITICAL are told.
 *
 * @param critical how long a CRITICAL alert may stay unacknowledged
 * @param high how long a HIGH alert may stay unacknowledged
 */
record Router(Duration critical, Duration high) {

  /** An alert has made this transition. */
  void follow(
      Routing routing, AlertTransition alert, PatientProfile profile, long now, Decisions out) {
    if (!waitsForSomebody(alert)) {
      setTime(routing, Routing.NEVER, out);
      return;
    }
    Severity told = routing.told;
    if (routing.audience != Audience.CARE_TEAM
        || alert.retrospective()
        || !alert.severity().latches()
        || (told != null && alert.severity().compareTo(told) <= 0)) {
      return;
    }
    routing.told = alert.severity();
    routing.contactTold = false;
    boolean first = told == null;
    UUID physician = profile.treatingPhysician();
    if (physician != null) {
      Notification.Reason reason = first ? Notification.Reason.FIRST : Notification.Reason.WORSENED;
      Notification sent =
          tell(routing, alert, physician, Notification.Role.TREATING_PHYSICIAN, reason, now);
      routing.toldBy(sent.id());
      out.notifications.add(sent);
      long due = now + patience(alert.severity()).toMillis();
      long set = routing.escalateAt;
      setTime(routing, set == Routing.NEVER ? due : Math.min(set, due), out);
    } else {
      tellContact(
          routing,
          alert,
          profile,
          first ? Notification.Reason.NO_PHYSICIAN : Notification.Reason.WORSENED,
          now,
          out);
    }
  }

  /** It is now; the alert stands as this transition says. */
  void wake(
      Routing routing, AlertTransition alert, PatientProfile profile, long now, Decisions out) {
    if (routing.escalateAt == Routing.NEVER || routing.escalateAt > now) {
      return;
    }
    setTime(routing, Routing.NEVER, out);
    if (waitsForSomebody(alert) && !routing.contactTold) {
      tellContact(routing, alert, profile, Notification.Reason.NOT_ACKNOWLEDGED, now, out);
    }
  }

  /** An attempt to deliver ended. One way that reaches the physician is enough. */
  void delivered(
      Routing routing,
      AlertTransition alert,
      PatientProfile profile,
      Delivery delivery,
      long now,
      Decisions out) {
    if (!routing.isToldBy(delivery.notification())) {
      return;
    }
    if (delivery.outcome() == Delivery.Outcome.DELIVERED) {
      routing.delivered = true;
    } else if (delivery.outcome() == Delivery.Outcome.FAILED
        && !routing.delivered
        && !routing.contactTold
        && waitsForSomebody(alert)) {
      tellContact(routing, alert, profile, Notification.Reason.DELIVERY_FAILED, now, out);
    }
  }

  private Duration patience(Severity severity) {
    return severity == Severity.CRITICAL ? critical : high;
  }

  private static boolean waitsForSomebody(AlertTransition alert) {
    return alert.phase() == AlertPhase.ACTIVE || alert.phase() == AlertPhase.LATCHED;
  }

  private static void tellContact(
      Routing routing,
      AlertTransition alert,
      PatientProfile profile,
      Notification.Reason reason,
      long now,
      Decisions out) {
    UUID contact = profile.emergencyContact();
    if (contact == null) {
      // The time to escalate stays: a contact may be named before it comes.
      out.withoutRecipient++;
      return;
    }
    routing.contactTold = true;
    setTime(routing, Routing.NEVER, out);
    out.notifications.add(
        tell(routing, alert, contact, Notification.Role.EMERGENCY_CONTACT, reason, now));
  }

  private static Notification tell(
      Routing routing,
      AlertTransition alert,
      UUID recipient,
      Notification.Role role,
      Notification.Reason reason,
      long now) {
    int step = routing.step++;
    Severity severity = told(routing, alert);
    return new Notification(
        Notification.idOf(alert.alert(), severity, step, recipient),
        alert.patient(),
        recipient,
        role,
        step,
        reason,
        alert,
        Instant.ofEpochMilli(now));
  }

  private static Severity told(Routing routing, AlertTransition alert) {
    @Nullable Severity told = routing.told;
    return told == null ? alert.severity() : told;
  }

  private static void setTime(Routing routing, long at, Decisions out) {
    if (routing.escalateAt != at) {
      routing.escalateAt = at;
      out.timesChanged = true;
    }
  }
}
