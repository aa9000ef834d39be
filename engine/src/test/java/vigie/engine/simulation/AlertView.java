package vigie.engine.simulation;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Severity;

/** One alert as its transitions and notifications tell it; no look into the engine. */
final class AlertView {
  static final long NEVER = Long.MAX_VALUE;

  private @Nullable AlertTransition last;

  /** The highest severity of the route under way; null before anybody was to be told. */
  @Nullable Severity told;

  /** When that route began. */
  long began = NEVER;

  /** Whom it began for. */
  Audience audience = Audience.CARE_TEAM;

  /** Whether there was an emergency contact throughout. */
  boolean hasContact;

  /** Whether it was the patient's alone and over before others were to know. */
  boolean passed;

  boolean othersTold;
  boolean contactTold;
  boolean operatorTold;
  boolean seen;

  /** Whether it was acknowledged when it last changed, so that to wait again is a new route. */
  private boolean answered;

  /** Up to which severity somebody acknowledged; null while nobody has. */
  @Nullable Severity acknowledged;

  /** Until when it is paused; 0 for not. */
  long pausedUntil;

  /** When the last pause ended; what fell due in it is due then. */
  long resumed;

  /** Whether it stood beside an open alert of the other side of NEWS2 during this route. */
  boolean shared;

  AlertTransition last() {
    return Objects.requireNonNull(last);
  }

  UUID id() {
    return last().alert();
  }

  boolean open() {
    return last().phase() != AlertPhase.RESOLVED;
  }

  /** Live, and nobody has answered. */
  boolean waits() {
    return (last().phase() == AlertPhase.ACTIVE || last().phase() == AlertPhase.LATCHED)
        && !last().retrospective();
  }

  /** Waits, and somebody must come. */
  boolean urgent() {
    return waits() && told != null && told.latches();
  }

  /**
   * Takes a transition.
   *
   * @param rules whom the rule's alerts are for
   * @return whether a route begins with it
   */
  boolean take(AlertTransition transition, long now, Audience rules, boolean contact) {
    boolean wasAnswered = answered;
    answered = transition.phase() == AlertPhase.ACKNOWLEDGED;
    last = transition;
    if (transition.cause() == Cause.RESUMED) {
      pausedUntil = 0;
      resumed = now;
    }
    if (transition.phase() == AlertPhase.RESOLVED) {
      told = null;
      began = NEVER;
      acknowledged = null;
      pausedUntil = 0;
      return false;
    }
    if (transition.phase() == AlertPhase.ACKNOWLEDGED) {
      pausedUntil = 0;
      return false;
    }
    Severity severity = transition.severity();
    Severity before = told;
    if (before == Severity.CRITICAL
        && audience == Audience.PATIENT_FIRST
        && !othersTold
        && (transition.phase() == AlertPhase.LATCHED || severity.compareTo(before) < 0)) {
      // The patient's alone, and over before others were to know.
      passed = true;
      told = severity;
      began = NEVER;
      return false;
    }
    boolean back = passed && transition.cause() == Cause.RECURRED;
    boolean worse = told == null || back || severity.compareTo(told) > 0;
    if (transition.retrospective() || !(worse || wasAnswered)) {
      return false;
    }
    told = severity;
    began = now;
    audience = rules;
    hasContact = contact;
    passed = false;
    othersTold = false;
    contactTold = false;
    operatorTold = false;
    seen = false;
    shared = false;
    acknowledged = null;
    pausedUntil = 0;
    resumed = 0;
    return true;
  }

  /** What was told of an alert whose onset moved stands for the one in its place. */
  void inherit(AlertView old) {
    told = old.told;
    began = old.began;
    audience = old.audience;
    hasContact = old.hasContact;
    passed = old.passed;
    othersTold = old.othersTold;
    contactTold = old.contactTold;
    operatorTold = old.operatorTold;
    seen = old.seen;
    answered = old.answered;
    acknowledged = old.acknowledged;
    pausedUntil = old.pausedUntil;
    resumed = old.resumed;
    shared = old.shared;
  }

  AlertView copy() {
    AlertView copy = new AlertView();
    copy.last = last;
    copy.inherit(this);
    return copy;
  }
}
