package vigie.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.codec.Codecs;
import vigie.engine.sample.Sample;

/**
 * Tells what became of each alert: compares the alerts that the readings make with those told, and
 * tells the difference, each transition with its cause. So a late reading needs no special way.
 */
final class AlertLedger {
  private final Router router;

  AlertLedger(Router router) {
    this.router = router;
  }

  /** Tells all that differs since the last time. */
  void tell(Watch watch, @Nullable Sample decided, @Nullable Act act, Moment moment) {
    List<ToldAlert> lost = amend(watch, decided, moment);
    for (AlertCard card : watch.head.cards) {
      ToldAlert told = find(watch, card.family, card.onset);
      if (told == null) {
        UUID id =
            AlertTransition.alertId(
                moment.profile().patient(), card.family, Instant.ofEpochMilli(card.onset));
        told = ToldAlert.of(id, card.family, Instant.ofEpochMilli(card.onset));
        inherit(told, lost);
        watch.told.add(told);
      }
      tellCard(watch, told, card, act, moment);
    }
    for (ToldAlert old : lost) {
      old.routing.end();
      moment.out().timesChanged = true;
    }
    forgetResolved(watch);
  }

  /** Ends all open alerts for a cause that no reading gives. */
  void endAll(Watch watch, Act act, Moment moment) {
    for (ToldAlert told : watch.told) {
      if (!told.resolved) {
        publish(watch, told, Transitions.ended(told.last(), act, moment), moment);
      }
    }
  }

  /** Lets go of resolved alerts that no reading can bring back. */
  void forgetResolved(Watch watch) {
    if (watch.told.isEmpty() && watch.head.cards.isEmpty() && watch.base.cards.isEmpty()) {
      return;
    }
    long firstUnsettled = watch.firstUnsettled();
    // From the base it would come back, untold, when a late reading has all folded again.
    watch.base.forgetResolved(firstUnsettled);
    watch.head.forgetResolved(firstUnsettled);
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

  private List<ToldAlert> amend(Watch watch, @Nullable Sample decided, Moment moment) {
    List<ToldAlert> lost = new ArrayList<>(0);
    for (ToldAlert told : watch.told) {
      boolean reachable = !told.resolved || told.resolvedAt >= watch.firstUnsettled();
      if (told.amended || !reachable || watch.head.card(told.family, told.onset) != null) {
        continue;
      }
      AlertTransition last = told.last();
      Instant at = decided == null ? last.at() : Instant.ofEpochMilli(decided.effective);
      AlertTransition amended =
          Transitions.ended(last, new Act(Cause.AMENDED, null, "", at), moment);
      boolean wasOpen = !told.resolved;
      Routing routing = told.routing;
      told.routing = routing.anew();
      publish(watch, told, amended, moment);
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
        old.routing = old.routing.anew();
      }
    }
  }

  private void tellCard(
      Watch watch, ToldAlert told, AlertCard card, @Nullable Act act, Moment moment) {
    boolean wider = told.routing.audience.compareTo(card.audience) > 0;
    told.routing.audience = card.audience;
    if (told.untold() || told.amended) {
      // It is back: whoever answers it now answers it, and not the one that had taken its place.
      told.heirOnset = told.onset;
      AlertPhase opening =
          card.phase == AlertPhase.ACKNOWLEDGED ? AlertPhase.ACKNOWLEDGED : AlertPhase.ACTIVE;
      publish(
          watch,
          told,
          Transitions.of(watch, told, card, opening, Cause.CONFIRMED, null, moment),
          moment);
    }
    AlertTransition last = told.last();
    boolean same =
        last.phase() == card.phase
            && last.severity() == card.severity
            && last.peakSeverity() == card.peak
            && last.retrospective() != card.live
            && last.occurrences() == card.occurrences
            && (!isOver(card.phase) || last.worst() == card.worst);
    // As severe as before, by a rule that is for more people: they are told of that rule.
    boolean byAnother =
        same && wider && card.phase == AlertPhase.ACTIVE && !last.ruleId().equals(card.rule);
    if (same && !byAnother) {
      // A late reading may have moved only the time.
      told.resolvedAt = card.closedAt;
      if (wider) {
        router.follow(watch, told.routing, last, moment);
        noteRoute(watch, told, moment);
      }
      return;
    }
    Cause cause = byAnother ? Cause.WORSENED : cause(last, card);
    if (act != null && explains(act, card)) {
      cause = act.cause();
    }
    publish(watch, told, Transitions.of(watch, told, card, card.phase, cause, act, moment), moment);
    told.resolvedAt = card.closedAt;
  }

  /** Switching a rule off explains only the alert that this ended. */
  private static boolean explains(Act act, AlertCard card) {
    return act.cause() != Cause.RULE_DISABLED || !card.open();
  }

  private static Cause cause(AlertTransition last, AlertCard card) {
    boolean wasOver = isOver(last.phase());
    boolean isOver = isOver(card.phase);
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
    // Only a late reading takes something back, such as a peak or an occurrence, or makes the worst
    // of what is over worse. AMENDED and resolved would say that there had been no cause at all.
    return isOver ? Cause.CLEARED : Cause.AMENDED;
  }

  /** While it is not, the next transition tells the worst value anyway. */
  private static boolean isOver(AlertPhase phase) {
    return phase == AlertPhase.LATCHED || phase == AlertPhase.RESOLVED;
  }

  /** Tells of an act that leaves the alert as it is. */
  void note(Watch watch, ToldAlert told, Act act, Moment moment) {
    publish(watch, told, Transitions.noted(told.last(), act, moment), moment);
  }

  /** Tells what has become of the alert's route since the last time. */
  void noteRoute(Watch watch, ToldAlert told, Moment moment) {
    for (Cause cause : told.routing.takeNews()) {
      note(watch, told, Act.of(cause, moment), moment);
    }
  }

  private void publish(Watch watch, ToldAlert told, AlertTransition made, Moment moment) {
    AlertTransition transition = Router.routed(told.routing, made);
    told.last = Codecs.ALERT.encode(transition);
    told.resolved = transition.phase() == AlertPhase.RESOLVED;
    told.resolvedAt = transition.at().toEpochMilli();
    told.amended = false;
    moment.out().transitions.add(transition);
    router.follow(watch, told.routing, transition, moment);
    noteRoute(watch, told, moment);
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
