package vigie.engine;

import vigie.alert.Audience;
import vigie.alert.Severity;

/**
 * How far one rule has come for one patient; a rule that is not in breach has none. Public fields
 * are what Flink stores; times in milliseconds since 1970 UTC.
 */
public final class Stage {
  /** Where a rule can stand. */
  public enum Status {
    /** In breach, not confirmed yet. */
    PENDING,
    /** In force. */
    ACTIVE,
    /** In force, the clear condition met, its hold running. */
    CLEARING,
    /** Acknowledged where only a person can clear; silent until this breach is over. */
    SPENT
  }

  /** Still unknown: the next reading in breach says. */
  static final long NOT_YET = Long.MAX_VALUE;

  /** The rule's id. */
  public String rule = "";

  /** Hash of the rule's fingerprint: by which numbers it was judged. */
  public int terms;

  /** The rule's family. */
  public String family = "";

  /** The rule's severity. */
  public Severity severity = Severity.ADVISORY;

  /** Whom the rule's alerts are for. */
  public Audience audience = Audience.CARE_TEAM;

  /** Where it stands. */
  public Status status = Status.PENDING;

  /** Whether only a person can clear it. */
  public boolean manual;

  /** The metric that the rule watches. */
  public int metric;

  /** First reading of the breach that has had no gap. */
  public long holdStart;

  /** Latest reading in breach. */
  public long lastBreach;

  /** First of the spot readings counted. */
  public long spotStart;

  /** Latest of the spot readings counted. */
  public long spotLast;

  /** How many spot readings were counted. */
  public int spotCount;

  /**
   * The onset is not before this: a breach that outlives an alert of its family is the onset of the
   * next one only by the readings that came after.
   */
  public long notBefore = Long.MIN_VALUE;

  /** First reading of the present row that meets the clear condition. */
  public long clearSince;

  /** Worst value of the breach. */
  public double worst;

  /** An empty one, for Flink. */
  public Stage() {}

  boolean inForce() {
    return status == Status.ACTIVE || status == Status.CLEARING;
  }

  /** The earliest reading that could be the onset of an alert by this stage. */
  long earliestOnset() {
    return Math.max(Math.min(holdStart, spotStart), notBefore == NOT_YET ? lastBreach : notBefore);
  }

  Stage copy() {
    Stage copy = new Stage();
    copy.rule = rule;
    copy.terms = terms;
    copy.family = family;
    copy.severity = severity;
    copy.audience = audience;
    copy.status = status;
    copy.manual = manual;
    copy.metric = metric;
    copy.holdStart = holdStart;
    copy.lastBreach = lastBreach;
    copy.spotStart = spotStart;
    copy.spotLast = spotLast;
    copy.spotCount = spotCount;
    copy.notBefore = notBefore;
    copy.clearSince = clearSince;
    copy.worst = worst;
    return copy;
  }
}
