package vigie.engine;

import java.time.Duration;
import vigie.engine.sample.Sample;

/**
 * Readings of a patient of whom nothing is known: they wait for the profile, which may come on its
 * own topic after them, and are forgotten when none has come in time (TK-7 of {@code clinical.md}
 * 2.6). Times in milliseconds since 1970 UTC.
 */
final class WithoutProfile {
  /** How long anything of such a patient is kept: it may be an erased one. */
  static final Duration KEPT = Duration.ofHours(1);

  private final RuleBook rules;

  /** Keeps what these rules watch of anyone. */
  WithoutProfile(RuleBook rules) {
    this.rules = rules;
  }

  /** Keeps a reading in each scope that takes it. */
  ReadingFate keep(PatientMemory memory, Sample sample, long now, Decisions out) {
    ReadingFate fate = ReadingFate.NOT_WATCHED;
    for (Scope scope : rules.forAnyone().taking(sample.metric)) {
      Watch known = memory.watch(scope.name());
      Watch watch = known == null ? new Watch() : known;
      Hearings.hear(watch.tail, sample);
      // By the clock: a job far behind may read hours of readings before the profile.
      fate = keep(watch, sample, out.clock(now) + KEPT.toMillis(), out);
      memory.watch(scope.name(), watch);
    }
    return fate;
  }

  /** In its place, as it will be judged there; until {@code forgetAt} at the latest. */
  private static ReadingFate keep(Watch watch, Sample sample, long forgetAt, Decisions out) {
    Tail tail = watch.tail;
    int found = tail.find(sample);
    if (found >= 0) {
      if (Corrections.receivedEarlier(tail, found, sample)) {
        Corrections.decide(tail, found, sample);
      }
      return ReadingFate.DUPLICATE;
    }
    int place = -1 - found;
    if (tail.isClosed(place, sample)) {
      return ReadingFate.LATE;
    }
    while (tail.isFullFor(sample) && place > 0) {
      tail.removeOldest();
      place--;
    }
    tail.insert(place, sample);
    Corrections.decide(tail, place, sample);
    if (watch.forgetAt == Watch.NEVER) {
      watch.forgetAt = forgetAt;
      out.timesChanged = true;
    }
    return ReadingFate.WAITING;
  }

  /** It is now: forgets what has waited long enough, and counts the patient once. */
  static void forget(PatientMemory memory, long now, Decisions out) {
    boolean forgot = false;
    for (String name : memory.watched()) {
      Watch watch = memory.watch(name);
      if (watch != null && watch.forgetAt <= now) {
        forgot |= watch.tail.size > 0;
        memory.watch(name, null);
      }
    }
    out.withoutProfile += forgot ? 1 : 0;
  }
}
