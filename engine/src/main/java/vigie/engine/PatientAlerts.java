package vigie.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.engine.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * Everything that can happen to one patient, and what is decided on it. Keeps nothing itself but
 * the rules; what is kept of the patient lies in the {@link PatientMemory}. Times in milliseconds
 * since 1970 UTC.
 */
public final class PatientAlerts {
  private final RuleBook rules;
  private final AlertDetector detector;
  private final AlertAnswers answers;
  private final DeviceWatch devices;
  private final WithoutProfile withoutProfile;

  /** Decides by these rules and this policy. */
  public PatientAlerts(RuleBook rules, EscalationPolicy policy) {
    this.rules = rules;
    Router router = new Router(policy);
    AlertLedger ledger = new AlertLedger(router);
    this.detector = new AlertDetector(ledger);
    this.answers = new AlertAnswers(router, ledger, detector);
    this.devices = new DeviceWatch(detector);
    this.withoutProfile = new WithoutProfile(rules);
  }

  /**
   * Readings are listened to from now on: what came before may still be on its way, so for a while
   * no device is taken for silent.
   */
  public void listen(long since) {
    devices.listen(since);
  }

  /** A reading came. */
  public ReadingFate onReading(PatientMemory memory, Sample sample, long now, Decisions out) {
    Metric metric = MetricCatalogue.standard().metric(sample.metric);
    if (metric.technical()) {
      return ReadingFate.NOT_WATCHED;
    }
    Category category = metric.category();
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return withoutProfile.keep(memory, sample, now, out);
    }
    if (!profile.consentsTo(category, sample.device)) {
      return ReadingFate.WITHOUT_CONSENT;
    }
    if (profile.restricts(metric)) {
      return ReadingFate.RESTRICTED;
    }
    Moment moment = new Moment(memory, profile, now, out);
    ReadingFate fate = ReadingFate.NOT_WATCHED;
    boolean heard = false;
    PatientRules inForce = rules.rulesFor(profile, now);
    List<Scope> scopes = inForce.taking(sample.metric);
    for (int i = 0; i < scopes.size(); i++) {
      Scope scope = scopes.get(i);
      Watch watch = orNew(memory.watch(scope.name()));
      heard |= Hearings.hear(watch.tail, sample);
      if (scope.listensTo(sample.metric)) {
        // A rule on what is missing may be new: somebody must begin to wait for the next one.
        heard |= detector.adapt(watch, scope, moment);
      }
      ReadingFate here = detector.onReading(watch, sample, scope, moment);
      memory.watch(scope.name(), watch);
      // Of several scopes that of the metric's own category says what became of the reading.
      if (fate == ReadingFate.NOT_WATCHED
          || (scope.takes(sample.metric) && scope.name().equals(category.name()))) {
        fate = here;
      }
    }
    if (heard) {
      devices.heard(inForce, moment);
    }
    release(moment);
    WaitingCommands.note(moment);
    return fate;
  }

  /** The patient's profile came or changed. One older than that known is passed over. */
  public void onProfile(PatientMemory memory, PatientProfile profile, long now, Decisions out) {
    PatientProfile known = memory.profile();
    if (known != null && known.version() > profile.version()) {
      return;
    }
    memory.profile(profile);
    Moment moment = new Moment(memory, profile, now, out);
    PatientRules inForce = rules.rulesFor(profile, now);
    for (String name : memory.watched()) {
      if (Scope.isDevice(name)) {
        continue;
      }
      Scope scope = inForce.scope(name);
      Watch watch = orNew(memory.watch(name));
      if (Scope.mayBeWatched(name, known, profile)
          && !watch.tail.knows(SeriesFilter.withheld(profile, Scope.categoryOf(name)))) {
        detector.onProfile(watch, scope, moment);
        detector.forget(watch, SeriesFilter.unused(profile));
        memory.watch(name, watch);
      } else {
        detector.end(watch, Cause.CONSENT_WITHDRAWN, moment);
        // Its alerts are forgotten, so what was measured before must not begin one of them again.
        memory.watch(name, profile.consents().isEmpty() ? null : anew(watch, profile, now));
      }
    }
    // What is expected of a device depends on what may be watched.
    for (String name : memory.watched()) {
      if (Scope.isDevice(name)) {
        devices.judge(inForce.scope(name), moment);
      }
    }
    release(moment);
    WaitingCommands.note(moment);
  }

  /**
   * A watch without what rests on a source that may not be used any more, nor on its neighbours:
   * which of them made an alert or a usual value is not kept. The others are still expected.
   */
  private static Watch anew(Watch watch, PatientProfile profile, long now) {
    Watch fresh = Watch.since(now);
    SeriesFilter unused = SeriesFilter.unused(profile);
    Hearings.copy(watch.tail, fresh.tail, (metric, device) -> !unused.test(metric, device));
    return fresh;
  }

  /** The patient is erased: what is open is closed, and nothing is kept. */
  public void onErasure(PatientMemory memory, long now, Decisions out) {
    PatientProfile known = memory.profile();
    for (String name : memory.watched()) {
      if (known != null) {
        Moment moment = new Moment(memory, known, now, out);
        detector.end(orNew(memory.watch(name)), Cause.CONSENT_WITHDRAWN, moment);
      }
      memory.watch(name, null);
    }
    memory.profile(null);
    memory.waiting(List.of());
    out.timesChanged = true;
  }

  /** Something is new of one of the patient's devices. */
  public void onDevice(PatientMemory memory, DeviceNews news, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    if (profile == null) {
      devices.note(memory, news, now, out);
      return;
    }
    Moment moment = new Moment(memory, profile, now, out);
    if (news instanceof DeviceNews.Unbound) {
      devices.end(news.device(), moment);
    }
    devices.note(memory, news, now, out);
    devices.judge(rules.rulesFor(profile, now).scope(Scope.ofDevice(news.device())), moment);
    WaitingCommands.note(moment);
  }

  /**
   * A person did something about an alert. Of one that is not known yet it waits for the alert.
   *
   * @return whether the alert is known
   */
  public boolean onCommand(PatientMemory memory, AlertCommand command, long now, Decisions out) {
    boolean known = answer(memory, command, now, out);
    if (!known) {
      WaitingCommands.keep(memory, command, now, out);
    }
    return known;
  }

  private boolean answer(PatientMemory memory, AlertCommand command, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return false;
    }
    PatientRules inForce = rules.rulesFor(profile, now);
    Moment moment = new Moment(memory, profile, now, out);
    for (String name : memory.watched()) {
      Watch watch = orNew(memory.watch(name));
      if (answers.onCommand(watch, command, inForce.scope(name), moment)) {
        memory.watch(name, watch);
        release(moment);
        return true;
      }
    }
    return false;
  }

  /**
   * An attempt to deliver a notification ended. Of an alert that is not known yet it waits for the
   * alert, if anything follows from it; not so of a patient of whom nothing is known, who may be an
   * erased one. What went out on an open stream beside the other ways decides nothing.
   */
  public void onDelivery(PatientMemory memory, Delivery delivery, long now, Decisions out) {
    if (memory.profile() == null || !delivery.channel().decides()) {
      return;
    }
    boolean ended =
        delivery.outcome() == Delivery.Outcome.DELIVERED
            || delivery.outcome() == Delivery.Outcome.FAILED;
    if (!deliver(memory, delivery, now, out) && ended) {
      WaitingCommands.keep(memory, delivery, now, out);
    }
  }

  private boolean deliver(PatientMemory memory, Delivery delivery, long now, Decisions out) {
    PatientProfile profile = memory.profile();
    if (profile == null) {
      return false;
    }
    Moment moment = new Moment(memory, profile, now, out);
    for (String name : memory.watched()) {
      Watch watch = orNew(memory.watch(name));
      if (answers.onDelivery(watch, delivery, moment)) {
        memory.watch(name, watch);
        return true;
      }
    }
    return false;
  }

  /** It is now, and {@link #wakeAt} had said to look again by now. */
  public void onTime(PatientMemory memory, long now, Decisions out) {
    out.timesChanged = true;
    WaitingCommands.onTime(
        memory,
        now,
        out,
        one ->
            one.ofDelivery()
                ? deliver(memory, one.delivery(), now, out)
                : answer(memory, one.command(), now, out));
    PatientProfile profile = memory.profile();
    if (profile == null) {
      WithoutProfile.forget(memory, now, out);
      return;
    }
    PatientRules inForce = rules.rulesFor(profile, now);
    Moment moment = new Moment(memory, profile, now, out);
    for (String name : memory.watched()) {
      Watch watch = orNew(memory.watch(name));
      if (watch.forgetAt != Watch.NEVER && watch.forgetAt <= now) {
        memory.watch(name, null);
        continue;
      }
      Scope scope = inForce.scope(name);
      // Nobody is told again of an alert whose rule is off by now.
      if (Scope.isDevice(name)) {
        devices.adapt(watch, scope, moment);
        answers.onTime(watch, scope, moment);
        devices.onTime(watch, scope, moment);
      } else {
        detector.onProfile(watch, scope, moment);
        answers.onTime(watch, scope, moment);
      }
      memory.watch(name, watch);
    }
    release(moment);
  }

  /** What stood in the shadow of an alert that is over now may be told itself. */
  private void release(Moment moment) {
    if (moment.out().released) {
      moment.out().released = false;
      for (String name : moment.memory().watched()) {
        Watch watch = orNew(moment.memory().watch(name));
        answers.onRelease(watch, moment);
        moment.memory().watch(name, watch);
      }
    }
  }

  /** When to look at this patient again; Long.MAX_VALUE for never. */
  public static long wakeAt(PatientMemory memory) {
    long wake = Long.MAX_VALUE;
    for (String name : memory.watched()) {
      wake = Math.min(wake, AlertAnswers.wakeAt(orNew(memory.watch(name))));
    }
    return Math.min(wake, WaitingCommands.wakeAt(memory));
  }

  private static Watch orNew(@Nullable Watch watch) {
    return watch == null ? new Watch() : watch;
  }
}
