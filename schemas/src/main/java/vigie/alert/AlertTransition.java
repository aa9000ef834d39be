package vigie.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;
import vigie.reading.PatientId;

/**
 * One step in an alert's life, telling the whole alert as it stands after it. (alert, sequence) is
 * unique: of one told twice, the last holds; see {@link AlertHistory}.
 *
 * @param alert deterministic in patient, family and onset; see {@link #alertId}
 * @param sequence 0 for the transition that opened the alert, then counting
 * @param patient whose
 * @param family of the rules that share this alert
 * @param phase after this transition
 * @param cause of this transition
 * @param severity of the most severe stage in force; once none is, that of the last one
 * @param peakSeverity the highest it has been
 * @param ruleId the stage that gives the severity
 * @param ruleVersion version of that rule
 * @param limitVersion version of the patient's own limit in force; null when the rule's number was
 * @param metric of the deciding reading
 * @param condition the comparison in force, such as {@code >= 131}
 * @param value of the reading that decided this transition, canonical unit
 * @param worst value of the whole alert so far
 * @param onset effective time of the first reading in breach
 * @param at effective time of the reading that decided; for a person's act or a withdrawal, its
 *     time
 * @param decidedAt wall-clock time of the decision; says how fast we were, decides nothing
 * @param retrospective true while every reading in breach was too old to page when received
 * @param occurrences how often the condition came back within this alert, from 1
 * @param evidence the latest readings it rests on, oldest first, at most eight
 * @param actor who acted; null when no person did
 * @param note the actor's words; empty for none
 * @param grounds what the deciding value was made of; null for a measured one
 * @param reach how far its route has had to go since it began
 * @param pausedUntil until when nobody is told; null while nobody has paused it
 */
public record AlertTransition(
    UUID alert,
    int sequence,
    PatientId patient,
    String family,
    AlertPhase phase,
    Cause cause,
    Severity severity,
    Severity peakSeverity,
    String ruleId,
    int ruleVersion,
    @Nullable Integer limitVersion,
    String metric,
    String condition,
    double value,
    double worst,
    Instant onset,
    Instant at,
    Instant decidedAt,
    boolean retrospective,
    int occurrences,
    List<Evidence> evidence,
    @Nullable UUID actor,
    String note,
    @Nullable Grounds grounds,
    Reach reach,
    @Nullable Instant pausedUntil) {
  /** Copies what could change. */
  public AlertTransition {
    evidence = List.copyOf(evidence);
  }

  /** One whose route has only begun. */
  public AlertTransition(
      UUID alert,
      int sequence,
      PatientId patient,
      String family,
      AlertPhase phase,
      Cause cause,
      Severity severity,
      Severity peakSeverity,
      String ruleId,
      int ruleVersion,
      @Nullable Integer limitVersion,
      String metric,
      String condition,
      double value,
      double worst,
      Instant onset,
      Instant at,
      Instant decidedAt,
      boolean retrospective,
      int occurrences,
      List<Evidence> evidence,
      @Nullable UUID actor,
      String note,
      @Nullable Grounds grounds) {
    this(
        alert,
        sequence,
        patient,
        family,
        phase,
        cause,
        severity,
        peakSeverity,
        ruleId,
        ruleVersion,
        limitVersion,
        metric,
        condition,
        value,
        worst,
        onset,
        at,
        decidedAt,
        retrospective,
        occurrences,
        evidence,
        actor,
        note,
        grounds,
        Reach.FIRST,
        null);
  }

  /** The same, with how its route stands. */
  public AlertTransition routed(Reach reached, @Nullable Instant paused) {
    return new AlertTransition(
        alert,
        sequence,
        patient,
        family,
        phase,
        cause,
        severity,
        peakSeverity,
        ruleId,
        ruleVersion,
        limitVersion,
        metric,
        condition,
        value,
        worst,
        onset,
        at,
        decidedAt,
        retrospective,
        occurrences,
        evidence,
        actor,
        note,
        grounds,
        reached,
        paused);
  }

  /** Where the alert stands after it, in one word. */
  public AlertState state() {
    return switch (phase) {
      case RESOLVED -> AlertState.RESOLVED;
      case ACKNOWLEDGED -> AlertState.ACKNOWLEDGED;
      case ACTIVE, LATCHED -> waiting();
    };
  }

  private AlertState waiting() {
    if (reach == Reach.NOBODY) {
      return AlertState.ERROR;
    }
    if (pausedUntil != null) {
      return AlertState.PAUSED;
    }
    if (reach == Reach.ESCALATED) {
      return AlertState.ESCALATED;
    }
    return phase == AlertPhase.LATCHED ? AlertState.LATCHED : AlertState.ACTIVE;
  }

  /** The id of the alert that begins with this onset. */
  public static UUID alertId(PatientId patient, String family, Instant onset) {
    return Keyed128.of("alert", patient, family, onset.toEpochMilli());
  }
}
