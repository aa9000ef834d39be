package vigie.jobs.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.jobs.sample.Sample;
import vigie.patient.PatientProfile;
import vigie.reading.Quality;

/**
 * Watches one patient in one scope: readings in any order, a person's acts, changes of rules and
 * consent. Late and repeated readings end in the same alerts as if each had come once and in order,
 * as long as they fall within the tail. Stateless: all is in the {@link Watch} it is given. Times
 * in milliseconds since 1970 UTC.
 */
final class AlertDetector {
  private final Router router;
  private final AlertLedger ledger;
  private final Sample replayed = new Sample();
  private final AlertFold.Scratch scratch = new AlertFold.Scratch();

  AlertDetector(Router router) {
    this.router = router;
    this.ledger = new AlertLedger(router);
  }

  /** Takes in a reading of a patient who is known and has consented. */
  ReadingFate onReading(
      Watch watch, Sample sample, PatientProfile profile, Scope scope, long now, Decisions out) {
    if (sample.quality == Quality.TEST || !scope.takes(sample.metric)) {
      return ReadingFate.NOT_WATCHED;
    }
    adapt(watch, profile, scope, now, out);
    Tail tail = watch.tail;
    if (tail.isNewest(sample)) {
      if (tail.isFullFor(sample)) {
        makeRoom(watch, scope, sample, tail.size);
        ledger.forgetResolved(watch);
      }
      tail.insert(tail.size, sample);
      if (AlertFold.step(watch.head, scope, sample, scratch)) {
        ledger.tell(watch, profile, sample, null, now, out);
      }
      return ReadingFate.JUDGED;
    }
    int found = tail.find(sample);
    if (found >= 0) {
      return ReadingFate.DUPLICATE;
    }
    int place = -1 - found;
    if (place < watch.settled || tail.isClosed(place, sample)) {
      return ReadingFate.LATE;
    }
    tail.insert(makeRoom(watch, scope, sample, place), sample);
    foldAgain(watch, scope);
    ledger.tell(watch, profile, sample, null, now, out);
    return ReadingFate.JUDGED_AGAIN;
  }

  /**
   * Keeps a reading of a patient of whom nothing is known yet, until {@code forgetAt} at the
   * latest.
   */
  ReadingFate keep(Watch watch, Sample sample, long forgetAt, Decisions out) {
    Tail tail = watch.tail;
    int found = tail.find(sample);
    if (found >= 0) {
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
    if (watch.forgetAt == Watch.NEVER) {
      watch.forgetAt = forgetAt;
      out.timesChanged = true;
    }
    return ReadingFate.WAITING;
  }

  /** The patient's profile came or changed, and still consents to what this scope watches. */
  void onProfile(Watch watch, PatientProfile profile, Scope scope, long now, Decisions out) {
    if (watch.forgetAt != Watch.NEVER) {
      watch.forgetAt = Watch.NEVER;
      out.timesChanged = true;
      dropUnwatched(watch, scope);
      watch.rulesFingerprint = scope.fingerprint();
      foldAgain(watch, scope);
      ledger.tell(watch, profile, null, null, now, out);
    } else {
      adapt(watch, profile, scope, now, out);
    }
  }

  /**
   * The patient withdrew consent to metrics that this scope only asks about: what they said is
   * forgotten. What they led to before stays as it was told.
   */
  void forget(Watch watch, IntPredicate metric) {
    if (watch.tail.removeIf(metric) == 0) {
      return;
    }
    watch.head.gates.removeIf(gate -> metric.test(gate.metric));
    watch.base = watch.head.copy();
    watch.base.cards.removeIf(card -> !card.open());
    watch.settled = watch.tail.size;
    watch.acknowledgements.clear();
  }

  /**
   * The patient withdrew consent to what this watches or is erased; the caller forgets the watch.
   */
  void onWithdrawal(Watch watch, PatientProfile profile, long now, Decisions out) {
    AlertLedger.Act act =
        new AlertLedger.Act(Cause.CONSENT_WITHDRAWN, null, "", Instant.ofEpochMilli(now));
    ledger.endAll(watch, profile, act, now, out);
    out.timesChanged = true;
  }

  /**
   * A person acknowledged an alert.
   *
   * @return whether it is one of this scope's, so that no other need be asked
   */
  boolean onAcknowledgement(
      Watch watch,
      AlertCommand command,
      PatientProfile profile,
      Scope scope,
      long now,
      Decisions out) {
    ToldAlert told = told(watch, command.alert());
    if (told == null) {
      return false;
    }
    adapt(watch, profile, scope, now, out);
    AlertCard card = watch.head.openCard(told.family);
    Tail tail = watch.tail;
    if (card == null
        || card.onset != told.heirOnset
        || card.phase == AlertPhase.ACKNOWLEDGED
        || tail.size == 0) {
      return true;
    }
    int newest = tail.size - 1;
    AlertFold.acknowledge(watch.head, scope, told.family, tail.effective[newest]);
    if (newest < watch.settled) {
      AlertFold.acknowledge(watch.base, scope, told.family, tail.effective[newest]);
    } else {
      watch.acknowledgements.add(
          new Watch.Acknowledgement(told.family, tail.effective[newest], tail.identity[newest]));
    }
    AlertLedger.Act act =
        new AlertLedger.Act(Cause.ACKNOWLEDGED, command.actor(), command.note(), command.at());
    ledger.tell(watch, profile, null, act, now, out);
    return true;
  }

  /** An attempt to deliver a notification ended. */
  void onDelivery(Watch watch, Delivery delivery, PatientProfile profile, long now, Decisions out) {
    ToldAlert told = told(watch, delivery.alert());
    ToldAlert heir = told == null ? null : AlertLedger.find(watch, told.family, told.heirOnset);
    if (heir != null && !heir.resolved) {
      router.delivered(heir.routing, heir.last(), profile, delivery, now, out);
    }
  }

  /** It is now: tells those whom nobody's acknowledgement has spared. */
  void onTime(Watch watch, PatientProfile profile, long now, Decisions out) {
    for (ToldAlert told : watch.told) {
      if (told.routing.escalateAt != Routing.NEVER && told.routing.escalateAt <= now) {
        router.wake(told.routing, told.last(), profile, now, out);
      }
    }
  }

  /** The next time to look at this watch; Long.MAX_VALUE for none. */
  static long wakeAt(Watch watch) {
    long wake = watch.forgetAt == Watch.NEVER ? Long.MAX_VALUE : watch.forgetAt;
    for (ToldAlert told : watch.told) {
      if (told.routing.escalateAt != Routing.NEVER) {
        wake = Math.min(wake, told.routing.escalateAt);
      }
    }
    return wake;
  }

  /** What was judged by other rules stays as it was judged: it can no longer be folded again. */
  private void adapt(Watch watch, PatientProfile profile, Scope scope, long now, Decisions out) {
    if (watch.rulesFingerprint == scope.fingerprint()) {
      return;
    }
    boolean judgedBefore = watch.rulesFingerprint != 0;
    watch.rulesFingerprint = scope.fingerprint();
    if (!judgedBefore) {
      return;
    }
    long newest = watch.tail.size == 0 ? now : watch.tail.effective[watch.tail.size - 1];
    List<String> over = AlertFold.adapt(watch.head, scope, newest);
    watch.settled = watch.tail.size;
    watch.acknowledgements.clear();
    Instant at = Instant.ofEpochMilli(now);
    AlertLedger.Act act =
        over.isEmpty() ? null : new AlertLedger.Act(Cause.RULE_DISABLED, null, "", at);
    ledger.tell(watch, profile, null, act, now, out);
    watch.base = watch.head.copy();
    watch.base.cards.removeIf(card -> !card.open());
  }

  /** Settles the oldest until the sample may come; says where its place is then. */
  private int makeRoom(Watch watch, Scope scope, Sample sample, int place) {
    int left = place;
    while (watch.tail.isFullFor(sample) && left > 0) {
      settleOldest(watch, scope);
      left--;
    }
    return left;
  }

  private void settleOldest(Watch watch, Scope scope) {
    if (watch.settled > 0) {
      watch.settled--;
    } else {
      watch.tail.load(0, replayed);
      AlertFold.step(watch.base, scope, replayed, scratch);
      acknowledgeAt(watch, watch.base, scope, replayed);
      if (!watch.acknowledgements.isEmpty()) {
        watch.acknowledgements.removeIf(a -> !behind(replayed, a));
      }
    }
    watch.tail.removeOldest();
    if (!watch.base.cards.isEmpty()) {
      // One that ended at the time of a reading still in the tail can be told again.
      long firstUnsettled = watch.firstUnsettled();
      watch.base.cards.removeIf(card -> !card.open() && card.closedAt < firstUnsettled);
    }
  }

  private void foldAgain(Watch watch, Scope scope) {
    FoldState head = watch.base.copy();
    for (int i = watch.settled; i < watch.tail.size; i++) {
      watch.tail.load(i, replayed);
      AlertFold.step(head, scope, replayed, scratch);
      acknowledgeAt(watch, head, scope, replayed);
    }
    watch.head = head;
  }

  private static void acknowledgeAt(Watch watch, FoldState state, Scope scope, Sample sample) {
    for (int i = 0; i < watch.acknowledgements.size(); i++) {
      Watch.Acknowledgement a = watch.acknowledgements.get(i);
      if (a.effective == sample.effective && a.identity == sample.identity) {
        AlertFold.acknowledge(state, scope, a.family, sample.effective);
      }
    }
  }

  private static boolean behind(Sample sample, Watch.Acknowledgement a) {
    return sample.before(a.effective, a.identity);
  }

  private static void dropUnwatched(Watch watch, Scope scope) {
    Tail kept = new Tail();
    Sample sample = new Sample();
    for (int i = 0; i < watch.tail.size; i++) {
      watch.tail.load(i, sample);
      if (sample.quality != Quality.TEST && scope.takes(sample.metric)) {
        kept.insert(kept.size, sample);
      }
    }
    watch.tail = kept;
  }

  private static @Nullable ToldAlert told(Watch watch, UUID alert) {
    for (ToldAlert told : watch.told) {
      if (told.id().equals(alert)) {
        return told;
      }
    }
    return null;
  }
}
