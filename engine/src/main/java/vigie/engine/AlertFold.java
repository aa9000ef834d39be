package vigie.engine;

import java.util.List;
import vigie.alert.AlertPhase;
import vigie.alert.Severity;
import vigie.engine.sample.Derivation;
import vigie.engine.sample.Derived;
import vigie.engine.sample.Sample;
import vigie.reading.MetricCatalogue;

/**
 * Folds samples, in order, into stages and alerts: a pure function of the state and the sample. The
 * same samples in the same order always give the same state.
 */
final class AlertFold {
  private static final long NONE = Long.MAX_VALUE;

  private AlertFold() {}

  /** Room for what one sample leads to; not safe for several threads, like the fold's callers. */
  static final class Scratch {
    final Derived derived = new Derived();
    final Sample sample = new Sample();
  }

  /**
   * Takes one measured sample in, and what is derived from it.
   *
   * @return whether an alert changed in a way that must be told
   */
  static boolean step(FoldState state, Scope scope, Sample sample, Scratch scratch) {
    boolean changed = judge(state, scope, sample);
    List<Scope.Source> sources = scope.derivations(sample.metric);
    for (int i = 0; i < sources.size(); i++) {
      Scope.Source source = sources.get(i);
      scratch.derived.clear();
      source.derivation().derive(state.series(source.series()), sample, scratch.derived);
      for (int j = 0; j < scratch.derived.size(); j++) {
        scratch.sample.derive(sample, scratch.derived, j);
        changed |= judge(state, scope, scratch.sample);
      }
    }
    return changed;
  }

  private static boolean judge(FoldState state, Scope scope, Sample sample) {
    List<GateInForce> gates = scope.gates(sample.metric);
    for (int i = 0; i < gates.size(); i++) {
      gates.get(i).see(state, sample);
    }
    List<Scope.Family> families = scope.families(sample.metric);
    boolean changed = false;
    for (int i = 0; i < families.size(); i++) {
      changed |= judgeFamily(state, scope, families.get(i), sample);
    }
    return changed;
  }

  private static boolean judgeFamily(
      FoldState state, Scope scope, Scope.Family family, Sample sample) {
    long onset = NONE;
    double worst = sample.value;
    boolean inBreach = false;
    boolean fresh = false;
    boolean concerned = false;
    for (int i = 0; i < family.rules().size(); i++) {
      RuleInForce rule = family.rules().get(i);
      StageJudge.Verdict verdict = StageJudge.judge(state, rule, sample);
      if (verdict == StageJudge.Verdict.CONFIRMED) {
        Stage stage = state.stage(rule.id());
        if (stage != null) {
          worst = rule.worse(worst, stage.worst);
          onset = Math.min(onset, StageJudge.onset(stage, rule, sample));
        }
      }
      if (verdict == StageJudge.Verdict.CONFIRMED || verdict == StageJudge.Verdict.IN_BREACH) {
        inBreach = true;
        fresh |= rule.fresh(sample);
      }
      concerned |= verdict != StageJudge.Verdict.NONE && verdict != StageJudge.Verdict.WAITING;
    }
    if (!concerned) {
      return false;
    }
    return settle(state, scope, family, sample, onset, worst, inBreach, fresh);
  }

  private static boolean settle(
      FoldState state,
      Scope scope,
      Scope.Family family,
      Sample sample,
      long onset,
      double worst,
      boolean inBreach,
      boolean fresh) {
    Stage top = state.worstInForce(family.name());
    AlertCard card = state.openCard(family.name());
    if (top == null) {
      return card != null && conditionGone(state, scope, card, sample);
    }
    if (card == null) {
      AlertCard opened = new AlertCard();
      opened.family = family.name();
      opened.onset = onset == NONE ? sample.effective : onset;
      opened.worst = worst;
      opened.worstMetric = sample.metric;
      opened.live = fresh;
      state.cards.add(opened);
      decide(state, opened, top, scope, sample);
      return true;
    }
    if (inBreach && card.worstMetric == sample.metric) {
      card.worst = family.rules().get(0).worse(card.worst, worst);
    }
    return update(state, card, top, scope, sample, fresh);
  }

  private static boolean update(
      FoldState state, AlertCard card, Stage top, Scope scope, Sample sample, boolean fresh) {
    boolean changed = false;
    if (card.phase == AlertPhase.LATCHED) {
      card.phase = AlertPhase.ACTIVE;
      card.occurrences++;
      changed = true;
    }
    if (fresh && !card.live) {
      card.live = true;
      changed = true;
    }
    if (top.severity != card.severity) {
      changed = true;
    }
    if (changed) {
      decide(state, card, top, scope, sample);
      // An acknowledgement does not silence a higher severity.
      if (card.phase == AlertPhase.ACKNOWLEDGED
          && card.severity.compareTo(card.acknowledgedSeverity) > 0) {
        card.phase = AlertPhase.ACTIVE;
      }
    } else if (top.audience.compareTo(card.audience) < 0) {
      // Equally severe, but others are to know of it.
      decide(state, card, top, scope, sample);
      changed = true;
    } else if (!card.rule.equals(top.rule)) {
      // Equally severe, so nothing to tell; but the next transition names the rule in force.
      describe(card, top, scope);
    }
    return changed;
  }

  private static boolean conditionGone(
      FoldState state, Scope scope, AlertCard card, Sample sample) {
    if (card.phase == AlertPhase.LATCHED) {
      return false;
    }
    boolean latches =
        card.phase == AlertPhase.ACTIVE
            && card.live
            && card.peak.latches()
            && !MetricCatalogue.standard().metric(card.metric).technical();
    quote(state, scope, card, sample);
    if (latches) {
      card.phase = AlertPhase.LATCHED;
    } else {
      resolve(state, card, sample.effective);
    }
    return true;
  }

  /** A person acknowledged the family's open alert, having seen readings up to this time. */
  static void acknowledge(FoldState state, Scope scope, String family, long at) {
    AlertCard card = state.openCard(family);
    if (card == null) {
      return;
    }
    for (Stage stage : List.copyOf(state.stages)) {
      if (stage.family.equals(family) && stage.manual && stage.inForce()) {
        // Each code, such as a fall, is an event of its own; a quantity goes on being the same.
        if (MetricCatalogue.standard().metric(stage.metric).coded()) {
          state.stages.remove(stage);
        } else {
          stage.status = Stage.Status.SPENT;
        }
      }
    }
    card.acknowledged = true;
    card.acknowledgedSeverity = card.peak;
    Stage top = state.worstInForce(family);
    if (top == null) {
      resolve(state, card, at);
    } else {
      card.phase = AlertPhase.ACKNOWLEDGED;
      describe(card, top, scope);
    }
  }

  /** What somebody acknowledged waits for somebody again. */
  static void lapse(FoldState state, String family) {
    AlertCard card = state.openCard(family);
    if (card != null && card.phase == AlertPhase.ACKNOWLEDGED) {
      card.phase = AlertPhase.ACTIVE;
      card.acknowledged = false;
      card.acknowledgedSeverity = Severity.ADVISORY;
    }
  }

  /**
   * Lets go of what the new rules no longer hold: stages of rules that are off, and breaches that
   * were counted by other numbers. What is in force stays until the new clear condition is met.
   *
   * @return the families whose open alert lost its last stage and is resolved by it
   */
  static List<String> adapt(FoldState state, Scope scope, long at) {
    for (Stage stage : List.copyOf(state.stages)) {
      RuleInForce rule = scope.rule(stage.rule);
      if (rule == null) {
        state.stages.remove(stage);
        continue;
      }
      int terms = rule.fingerprint().hashCode();
      if (terms != stage.terms && !stage.inForce()) {
        state.stages.remove(stage);
      }
      stage.terms = terms;
      stage.severity = rule.severity();
      stage.audience = rule.audience();
      stage.manual = rule.clear() == null;
    }
    List<String> over =
        state.cards.stream()
            .filter(
                card -> card.phase == AlertPhase.ACTIVE || card.phase == AlertPhase.ACKNOWLEDGED)
            .map(card -> card.family)
            .filter(family -> state.worstInForce(family) == null)
            .toList();
    for (AlertCard card : List.copyOf(state.cards)) {
      Stage top = state.worstInForce(card.family);
      if (card.open() && over.contains(card.family)) {
        resolve(state, card, at);
      } else if (card.phase != AlertPhase.RESOLVED && top != null) {
        describe(card, top, scope);
      }
    }
    return over;
  }

  private static void resolve(FoldState state, AlertCard card, long at) {
    card.phase = AlertPhase.RESOLVED;
    card.closedAt = at;
    for (Stage stage : state.stages) {
      if (stage.family.equals(card.family)) {
        stage.notBefore = Stage.NOT_YET;
      }
    }
  }

  private static void decide(
      FoldState state, AlertCard card, Stage top, Scope scope, Sample sample) {
    quote(state, scope, card, sample);
    describe(card, top, scope);
  }

  private static void quote(FoldState state, Scope scope, AlertCard card, Sample sample) {
    card.metric = sample.metric;
    card.value = sample.value;
    card.at = sample.effective;
    Derivation making = scope.making(sample.metric);
    card.basis =
        making == null
            ? null
            : making.basis(sample.metric, state.series(scope.series(sample.metric)));
  }

  private static void describe(AlertCard card, Stage top, Scope scope) {
    card.severity = top.severity;
    card.peak = max(card.peak, top.severity);
    card.rule = top.rule;
    RuleInForce rule = scope.rule(top.rule);
    if (rule != null) {
      card.audience = rule.audience();
      card.ruleVersion = rule.version();
      card.limitVersion = rule.limitVersion() == null ? AlertCard.NO_LIMIT : rule.limitVersion();
      card.condition = rule.condition().toString();
    }
  }

  private static Severity max(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
