package vigie.engine;

import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.Audience;
import vigie.alert.Severity;
import vigie.engine.sample.Basis;

/**
 * An alert as the readings so far make it. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class AlertCard {
  /** Stands for "the rule's own numbers" in {@link #limitVersion}. */
  static final int NO_LIMIT = -1;

  /** Family of the rules that share it. */
  public String family = "";

  /** First reading of the breach that led to the first confirmed stage. */
  public long onset;

  /** Where it stands. */
  public AlertPhase phase = AlertPhase.ACTIVE;

  /** Of the most severe stage in force. */
  public Severity severity = Severity.ADVISORY;

  /** The highest it has been. */
  public Severity peak = Severity.ADVISORY;

  /** The rule that gives the severity. */
  public String rule = "";

  /** Whom that rule's alerts are for. */
  public Audience audience = Audience.CARE_TEAM;

  /** Version of that rule. */
  public int ruleVersion;

  /** Version of the patient's own limit, or {@link #NO_LIMIT}. */
  public int limitVersion = NO_LIMIT;

  /** The comparison in force. */
  public String condition = "";

  /** Metric of the reading that decided last. */
  public int metric;

  /** Value of the reading that decided last. */
  public double value;

  /** Effective time of the reading that decided last. */
  public long at;

  /** Worst value so far. */
  public double worst;

  /** Metric of the worst value. */
  public int worstMetric;

  /** How often the condition came back, from 1. */
  public int occurrences = 1;

  /** Whether a fresh reading was in breach while it was in force. */
  public boolean live;

  /** The acknowledgement reaches up to {@link #acknowledgedSeverity}. */
  public boolean acknowledged;

  /** The highest severity that somebody has acknowledged. */
  public Severity acknowledgedSeverity = Severity.ADVISORY;

  /** What the value that decided last was made of; null for a measured one. */
  public @Nullable Basis basis;

  /** When it was resolved. */
  public long closedAt;

  /** An empty one, for Flink. */
  public AlertCard() {}

  boolean open() {
    return phase != AlertPhase.RESOLVED;
  }

  AlertCard copy() {
    AlertCard copy = new AlertCard();
    copy.family = family;
    copy.onset = onset;
    copy.phase = phase;
    copy.severity = severity;
    copy.peak = peak;
    copy.rule = rule;
    copy.audience = audience;
    copy.ruleVersion = ruleVersion;
    copy.limitVersion = limitVersion;
    copy.condition = condition;
    copy.metric = metric;
    copy.value = value;
    copy.at = at;
    copy.worst = worst;
    copy.worstMetric = worstMetric;
    copy.occurrences = occurrences;
    copy.live = live;
    copy.acknowledged = acknowledged;
    copy.acknowledgedSeverity = acknowledgedSeverity;
    copy.basis = basis;
    copy.closedAt = closedAt;
    return copy;
  }
}
