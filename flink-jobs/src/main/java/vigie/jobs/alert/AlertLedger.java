package vigie.jobs.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.codec.Codecs;
import vigie.jobs.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/**
 * Tells what became of each alert: compares the alerts that the readings make with those told, and
 * tells the difference, each transition with its cause. So a late reading needs no special way.
 */
final class AlertLedger {
  private static final int EVIDENCE_MAX = 8;

  private final Router router;

  /** What other than a reading led here; tells the cause where the difference alone cannot. */
  record Act(Cause cause, @Nullable UUID actor, String note, Instant at) {}

  AlertLedger(Router router) {
    this.router = router;
  }

  /** Tells all that differs since the last time. */
  void tell(
      Watch watch,
      PatientProfile profile,
      @Nullable Sample decided,
      @Nullable Act act,
      long now,
      Decisions out) {
    List<ToldAlert> lost = amend(watch, profile, decided, now, out);
    for (AlertCard card : watch.head.cards) {
      ToldAlert told = find(watch, card.family, card.onset);
      if (told == null) {
        UUID id =
            AlertTransition.alertId(
                profile.patient(), card.family, Instant.ofEpochMilli(card.onset));
        told = ToldAlert.of(id, card.family, Instant.ofEpochMilli(card.onset));
        inherit(told, lost);
        watch.told.add(told);
      }
      tellCard(watch, told, card, profile, act, now, out);
    }
    forgetResolved(watch);
  }

  /** Ends all open alerts for a cause that no reading gives. */
  void endAll(Watch watch, PatientProfile profile, Act act, long now, Decisions out) {
    for (ToldAlert told : watch.told) {
      if (!told.resolved) {
        AlertTransition last = told.last();
        publish(told, ended(last, act, now), profile, now, out);
      }
    }
  }

  /** Lets go of resolved alerts that no reading can bring back. */
  void forgetResolved(Watch watch) {
    if (watch.told.isEmpty() && watch.head.cards.isEmpty()) {
      return;
    }
    long firstUnsettled = watch.firstUnsettled();
    watch.head.cards.removeIf(card -> !card.open() && card.closedAt < firstUnsettled);
    watch.told.removeIf(
        told ->
            told.resolved
                && told.resolvedAt < firstUnsettled
                && watch.head.card(told.family, told.onset) == null
                && !mayComeBack(told, watch.base)
                && !mayComeBack(told, watch.head));
  }

  private static boolean mayComeBack(ToldAlert told, FoldState state) {
    return state.stages.stream()
        .anyMatch(stage -> stage.family.equals(told.family) && stage.earliestOnset() <= told.onset);
  }

  private List<ToldAlert> amend(
      Watch watch, PatientProfile profile, @Nullable Sample decided, long now, Decisions out) {
    List<ToldAlert> lost = new ArrayList<>(0);
    for (ToldAlert told : watch.told) {
      boolean reachable = !told.resolved || told.resolvedAt >= watch.firstUnsettled();
      if (told.amended || !reachable || watch.head.card(told.family, told.onset) != null) {
        continue;
      }
      AlertTransition last = told.last();
      Instant at = decided == null ? last.at() : Instant.ofEpochMilli(decided.effective);
      AlertTransition amended = ended(last, new Act(Cause.AMENDED, null, "", at), now);
      boolean wasOpen = !told.resolved;
      Routing routing = told.routing;
      told.routing = new Routing();
      publish(told, amended, profile, now, out);
      told.amended = true;
      told.resolvedAt = Math.max(at.toEpochMilli(), last.at().toEpochMilli());
      if (wasOpen) {
        told.routing = routing;
        lost.add(told);
      }
    }
    return lost;
  }

  /** An alert whose onset moved is the same cause: what was told of the old one stands. */
  private static void inherit(ToldAlert heir, List<ToldAlert> lost) {
    for (ToldAlert old : lost) {
      if (old.family.equals(heir.family)) {
        old.heirOnset = heir.onset;
        heir.routing = old.routing;
        old.routing = new Routing();
      }
    }
  }

  private void tellCard(
      Watch watch,
      ToldAlert told,
      AlertCard card,
      PatientProfile profile,
      @Nullable Act act,
      long now,
      Decisions out) {
    told.routing.audience = card.audience;
    if (told.untold() || told.amended) {
      AlertPhase opening =
          card.phase == AlertPhase.ACKNOWLEDGED ? AlertPhase.ACKNOWLEDGED : AlertPhase.ACTIVE;
      publish(
          told,
          transition(watch, told, card, opening, Cause.CONFIRMED, null, profile.patient(), now),
          profile,
          now,
          out);
    }
    AlertTransition last = told.last();
    if (last.phase() == card.phase
        && last.severity() == card.severity
        && last.peakSeverity() == card.peak
        && last.retrospective() != card.live
        && last.occurrences() == card.occurrences) {
      // A late reading may have moved only the time.
      told.resolvedAt = card.closedAt;
      return;
    }
    Cause cause = act != null && explains(act, card) ? act.cause() : cause(last, card);
    publish(
        told,
        transition(watch, told, card, card.phase, cause, act, profile.patient(), now),
        profile,
        now,
        out);
    told.resolvedAt = card.closedAt;
  }

  /** Switching a rule off explains only the alert that this ended. */
  private static boolean explains(Act act, AlertCard card) {
    return act.cause() != Cause.RULE_DISABLED || !card.open();
  }

  private static Cause cause(AlertTransition last, AlertCard card) {
    boolean wasOver = last.phase() == AlertPhase.LATCHED || last.phase() == AlertPhase.RESOLVED;
    boolean isOver = card.phase == AlertPhase.LATCHED || card.phase == AlertPhase.RESOLVED;
    if (!wasOver && isOver) {
      return Cause.CLEARED;
    }
    if (wasOver && !isOver) {
      return Cause.RECURRED;
    }
    int difference = card.severity.compareTo(last.severity());
    if (difference != 0) {
      return difference > 0 ? Cause.WORSENED : Cause.EASED;
    }
    if (last.retrospective() && card.live) {
      return Cause.BECAME_LIVE;
    }
    if (card.peak.compareTo(last.peakSeverity()) > 0) {
      return Cause.WORSENED;
    }
    if (card.occurrences > last.occurrences()) {
      return Cause.RECURRED;
    }
    // Only a late reading takes something back, such as a peak or an occurrence. AMENDED and
    // resolved would say that there had been no cause at all.
    return isOver ? Cause.CLEARED : Cause.AMENDED;
  }

  private void publish(
      ToldAlert told, AlertTransition transition, PatientProfile profile, long now, Decisions out) {
    told.last = Codecs.ALERT.encode(transition);
    told.resolved = transition.phase() == AlertPhase.RESOLVED;
    told.resolvedAt = transition.at().toEpochMilli();
    told.amended = false;
    out.transitions.add(transition);
    router.follow(told.routing, transition, profile, now, out);
  }

  private static AlertTransition transition(
      Watch watch,
      ToldAlert told,
      AlertCard card,
      AlertPhase phase,
      Cause cause,
      @Nullable Act act,
      PatientId patient,
      long now) {
    return new AlertTransition(
        told.id(),
        told.untold() ? 0 : told.last().sequence() + 1,
        patient,
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
        Instant.ofEpochMilli(now),
        !card.live,
        card.occurrences,
        evidence(watch.tail, card),
        act == null ? null : act.actor(),
        act == null ? "" : act.note(),
        card.basis == null ? null : card.basis.grounds());
  }

  private static AlertTransition ended(AlertTransition last, Act act, long now) {
    return new AlertTransition(
        last.alert(),
        last.sequence() + 1,
        last.patient(),
        last.family(),
        AlertPhase.RESOLVED,
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
        Instant.ofEpochMilli(now),
        last.retrospective(),
        last.occurrences(),
        last.evidence(),
        act.actor(),
        act.note(),
        last.grounds());
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
      if (isOf(sample.metric, decided)
          && sample.effective >= card.onset
          && sample.effective <= card.at) {
        newestFirst.add(
            new Evidence(
                Instant.ofEpochMilli(sample.effective),
                Instant.ofEpochMilli(sample.received),
                sample.value,
                new DeviceId(sample.device)));
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

  static @Nullable ToldAlert find(Watch watch, String family, long onset) {
    for (ToldAlert told : watch.told) {
      if (told.onset == onset && told.family.equals(family)) {
        return told;
      }
    }
    return null;
  }
}
