package vigie.engine.simulation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Grounds;
import vigie.alert.Rule;
import vigie.alert.Severity;
import vigie.engine.AlertInput;
import vigie.engine.InMemoryPatient;
import vigie.engine.PatientAlerts;
import vigie.engine.ReadingFate;
import vigie.engine.Watch;
import vigie.engine.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.reading.Category;

/** Promises about what is told of alerts, and about what is kept. */
final class TransitionPromises {
  /**
   * The most alerts kept of one scope: those of readings in a tail, and one open of each family.
   */
  private static final int ALERTS = 160;

  private static final int TAIL = 128;
  private static final int SERIES = 400;
  private static final int ANSWERS = 200;

  private final Broken broken;

  TransitionPromises(Broken broken) {
    this.broken = broken;
  }

  /**
   * Checks a step.
   *
   * @param view as it was before the step
   */
  void check(Step step, Life life, PatientView view) {
    PatientProfile profile = step.memory().profile();
    for (AlertTransition told : step.transitions()) {
      Rule rule = Rules.get(told.ruleId());
      Integer limit = told.limitVersion();
      broken.check(
          told.ruleVersion() == rule.version()
              && (limit == null || life.hadLimit(told.ruleId(), limit)),
          Promise.VERSION_STANDS,
          step.now(),
          told);
      broken.check(
          !Rules.isStatistic(told.metric()) || told.severity().compareTo(Severity.MEDIUM) <= 0,
          Promise.STATISTICS_STAY_MEDIUM,
          step.now(),
          told);
      limits(step, told, rule, life);
      eases(step, told, life, view.find(told.alert()));
      consent(step, told, profile);
    }
    broken.check(
        profile != null || step.notifications().isEmpty(),
        Promise.NOTHING_AFTER_WITHDRAWAL,
        step.now(),
        () -> "told " + step.notifications().size());
    if (step.is(AlertInput.Kind.PROFILE) || step.is(AlertInput.Kind.ERASURE)) {
      kept(step, profile);
    }
    if (life.story.mild() && life.story.steady) {
      broken.check(
          step.fate() != ReadingFate.LATE,
          Promise.NOTHING_LATE_WITHIN_THE_TAIL,
          step.now(),
          () -> String.valueOf(step.input()));
    }
    Long timer = step.timer();
    broken.check(
        (timer == null ? Long.MAX_VALUE : timer) == PatientAlerts.wakeAt(step.memory()),
        Promise.TIMER_STANDS,
        step.now(),
        () -> "timer " + timer + ", asked for " + PatientAlerts.wakeAt(step.memory()));
    bounds(step);
  }

  private void limits(Step step, AlertTransition told, Rule rule, Life life) {
    if (!rule.metric().equals(told.metric()) || Rules.ofSeveral(told.metric())) {
      return;
    }
    boolean opens = told.cause() == Cause.CONFIRMED || told.cause() == Cause.WORSENED;
    if (opens && inOrder(step, told)) {
      broken.check(
          Rules.inBreach(rule, told.value(), life.limits),
          Promise.OPENS_BEYOND_THE_LIMIT,
          step.now(),
          told);
    }
    if (told.cause() == Cause.CLEARED && rule.clear() != null) {
      broken.check(
          Rules.isClear(rule, told.value(), life.limits),
          Promise.CLEARS_BY_THE_CLEAR_LIMIT,
          step.now(),
          told);
    }
  }

  /** Whether a single reading decided it, the newest of those it is judged with. */
  private static boolean inOrder(Step step, AlertTransition told) {
    Sample sample = step.input() == null ? null : step.input().sample();
    return sample != null
        && step.fate() == ReadingFate.JUDGED
        && !Rules.ofSeveral(told.metric())
        && Rules.category(sample.metric) == Rules.METRICS.metric(told.metric()).category();
  }

  /** The stage that was in force must have met its clear condition; of equals one of them. */
  private void eases(Step step, AlertTransition told, Life life, @Nullable AlertView before) {
    if (told.cause() != Cause.EASED
        || !inOrder(step, told)
        || before == null
        || before.last().sequence() != told.sequence() - 1) {
      return;
    }
    AlertTransition last = before.last();
    List<Rule> left = Rules.stages(told.family(), told.metric(), last.severity());
    broken.check(
        left.isEmpty()
            || left.stream().anyMatch(rule -> Rules.isClear(rule, told.value(), life.limits)),
        Promise.CLEARS_BY_THE_CLEAR_LIMIT,
        step.now(),
        told);
  }

  private void consent(Step step, AlertTransition told, @Nullable PatientProfile profile) {
    if (told.cause() == Cause.CONSENT_WITHDRAWN) {
      return;
    }
    Set<Category> consents = profile == null ? Set.of() : profile.consents();
    Set<Category> needed = Rules.METRICS.categories(Rules.METRICS.metric(told.metric()));
    Grounds grounds = told.grounds();
    boolean allowed =
        needed.size() == 1
            ? consents.containsAll(needed)
            : grounds == null
                || grounds.parts().stream()
                    .allMatch(
                        part -> consents.contains(Rules.METRICS.metric(part.metric()).category()));
    broken.check(profile != null && allowed, Promise.NOTHING_AFTER_WITHDRAWAL, step.now(), told);
  }

  private void kept(Step step, @Nullable PatientProfile profile) {
    InMemoryPatient memory = step.memory();
    for (String name : memory.watched()) {
      Watch watch = Objects.requireNonNull(memory.watch(name));
      for (int i = 0; i < watch.tail.size; i++) {
        broken.check(
            profile != null && profile.consents().contains(Rules.category(watch.tail.metric[i])),
            Promise.NOTHING_AFTER_WITHDRAWAL,
            step.now(),
            () -> "kept in " + name);
      }
    }
  }

  private void bounds(Step step) {
    InMemoryPatient memory = step.memory();
    for (String name : memory.watched()) {
      Watch watch = Objects.requireNonNull(memory.watch(name));
      boolean bounded =
          watch.tail.size <= TAIL
              && watch.told.size() <= ALERTS
              && watch.head.cards.size() <= ALERTS
              && watch.acknowledgements.size() <= ANSWERS
              && watch.head.series.stream().allMatch(series -> series.at.length <= SERIES)
              && watch.told.stream().allMatch(told -> told.routing.declined.length <= 4);
      if (!bounded) {
        broken.add(
            Promise.STATE_IS_BOUNDED,
            step.now(),
            name
                + ": tail "
                + watch.tail.size
                + ", alerts "
                + watch.told.size()
                + ", cards "
                + watch.head.cards.size()
                + ", answers "
                + watch.acknowledgements.size());
      }
    }
  }
}
