package vigie.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.engine.sample.Sample;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Writes an alert's transitions. Pure. */
final class Transitions {
  private static final int EVIDENCE_MAX = 8;

  private Transitions() {}

  /** The alert as its card has it, by a reading or by an act. */
  static AlertTransition of(
      Watch watch,
      ToldAlert told,
      AlertCard card,
      AlertPhase phase,
      Cause cause,
      @Nullable Act act,
      Moment moment) {
    return new AlertTransition(
        told.id(),
        told.untold() ? 0 : told.last().sequence() + 1,
        moment.profile().patient(),
        card.family,
        phase,
        cause,
        card.severity,
        card.peak,
        card.rule,
        card.ruleVersion,
        card.limitVersion == AlertCard.NO_LIMIT ? null : card.limitVersion,
        MetricCatalogue.standard().metric(card.metric).id(),
        card.condition,
        card.value,
        card.worst,
        Instant.ofEpochMilli(card.onset),
        act == null ? Instant.ofEpochMilli(card.at) : act.at(),
        moment.time(),
        !card.live,
        card.occurrences,
        evidence(watch.tail, card),
        act == null ? null : act.actor(),
        act == null ? "" : act.note(),
        card.basis == null ? null : card.basis.grounds());
  }

  /** The alert as it stood, ended by an act. */
  static AlertTransition ended(AlertTransition last, Act act, Moment moment) {
    return after(last, AlertPhase.RESOLVED, act, moment);
  }

  /** The alert as it stands, which an act leaves as it is. */
  static AlertTransition noted(AlertTransition last, Act act, Moment moment) {
    return after(last, last.phase(), act, moment);
  }

  private static AlertTransition after(
      AlertTransition last, AlertPhase phase, Act act, Moment moment) {
    return new AlertTransition(
        last.alert(),
        last.sequence() + 1,
        last.patient(),
        last.family(),
        phase,
        act.cause(),
        last.severity(),
        last.peakSeverity(),
        last.ruleId(),
        last.ruleVersion(),
        last.limitVersion(),
        last.metric(),
        last.condition(),
        last.value(),
        last.worst(),
        last.onset(),
        act.at(),
        moment.time(),
        last.retrospective(),
        last.occurrences(),
        last.evidence(),
        act.actor(),
        act.note(),
        last.grounds(),
        last.reach(),
        last.pausedUntil());
  }

  /**
   * The latest readings of the deciding metric, or of what it is made of, from onset to decision.
   */
  private static List<Evidence> evidence(Tail tail, AlertCard card) {
    Metric decided = MetricCatalogue.standard().metric(card.metric);
    List<Evidence> newestFirst = new ArrayList<>(EVIDENCE_MAX);
    Sample sample = new Sample();
    for (int i = tail.size - 1; i >= 0 && newestFirst.size() < EVIDENCE_MAX; i--) {
      tail.load(i, sample);
      if (tail.stands(i)
          && isOf(sample.metric, decided)
          && sample.effective >= card.onset
          && sample.effective <= card.at) {
        newestFirst.add(
            new Evidence(
                Instant.ofEpochMilli(sample.effective),
                Instant.ofEpochMilli(sample.received),
                sample.value,
                new DeviceId(sample.device),
                sample.quality));
      }
    }
    List<Evidence> oldestFirst = new ArrayList<>(newestFirst.size());
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      oldestFirst.add(newestFirst.get(i));
    }
    return oldestFirst;
  }

  private static boolean isOf(int metric, Metric decided) {
    return decided.derived()
        ? decided.derivedFrom().contains(MetricCatalogue.standard().metric(metric).id())
        : metric == decided.number();
  }
}
