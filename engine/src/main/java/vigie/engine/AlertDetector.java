package vigie.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vigie.alert.AlertPhase;
import vigie.alert.Cause;
import vigie.engine.sample.Sample;
import vigie.reading.Quality;

/**
 * Watches one patient in one scope: readings in any order, a person's acts, changes of rules and
 * consent. Late, repeated and corrected readings end in the same alerts as if each had come once,
 * as it stands, and in order, as long as they fall within the tail. Stateless: all is in the {@link
 * Watch} it is given. Times in milliseconds since 1970 UTC.
 */
final class AlertDetector {
  private final AlertLedger ledger;
  private final Sample replayed = new Sample();
  private final AlertFold.Scratch scratch = new AlertFold.Scratch();

  AlertDetector(AlertLedger ledger) {
    this.ledger = ledger;
  }

  /** Takes in a reading of a patient who is known and has consented. */
  ReadingFate onReading(Watch watch, Sample sample, Scope scope, Moment moment) {
    if (sample.quality == Quality.TEST || !scope.takes(sample.metric)) {
      return ReadingFate.NOT_WATCHED;
    }
    adapt(watch, scope, moment);
    Tail tail = watch.tail;
    int first = Corrections.first(tail, sample);
    if (first < 0 && tail.isNewest(sample)) {
      if (tail.isFullFor(sample)) {
        makeRoom(watch, scope, sample, tail.size);
        ledger.forgetResolved(watch);
      }
      if (watch.near != null) {
        watch.near.beforeNewest(watch, sample);
        watch.near = watch.near.isUnused() ? null : watch.near;
      }
      tail.insert(tail.size, sample);
      if (!sample.retracts() && AlertFold.step(watch.head, scope, sample, scratch)) {
        ledger.tell(watch, sample, null, moment);
      }
      return ReadingFate.JUDGED;
    }
    int found = tail.find(sample);
    if (found >= 0) {
      boolean reachable = (first < 0 ? found : first) >= watch.settled;
      return reachable && Corrections.receivedEarlier(tail, found, sample)
          ? judgeAgain(watch, scope, sample, found, moment)
          : ReadingFate.DUPLICATE;
    }
    int place = -1 - found;
    // What would be corrected must still be one that can be folded again.
    boolean gone = first >= 0 && first < Math.max(watch.settled, tail.surplusFor(sample));
    if (gone || place < watch.settled || tail.isClosed(place, sample)) {
      return ReadingFate.LATE;
    }
    int free = makeRoom(watch, scope, sample, place);
    tail.insert(free, sample);
    return judgeAgain(watch, scope, sample, free, moment);
  }

  private ReadingFate judgeAgain(
      Watch watch, Scope scope, Sample sample, int place, Moment moment) {
    int changed = Corrections.decide(watch.tail, place, sample);
    if (changed < 0) {
      return ReadingFate.SUPERSEDED;
    }
    foldAgainFrom(watch, scope, changed);
    ledger.tell(watch, sample, null, moment);
    return ReadingFate.JUDGED_AGAIN;
  }

  /** The patient's profile came or changed, and still consents to what this scope watches. */
  void onProfile(Watch watch, Scope scope, Moment moment) {
    if (watch.forgetAt != Watch.NEVER) {
      watch.forgetAt = Watch.NEVER;
      moment.out().timesChanged = true;
      dropUnwatched(watch, scope);
      watch.rulesFingerprint = scope.fingerprint();
      judgeKept(watch, scope, moment);
    } else {
      adapt(watch, scope, moment);
    }
  }

  /**
   * Series that this scope only asks about, or of which no rule is in force any more, are not to be
   * used: what they said is forgotten. What they led to before stays as it was told.
   */
  void forget(Watch watch, SeriesFilter unused) {
    Set<Integer> forgotten = new HashSet<>();
    int removed =
        watch.tail.removeIf(
            (metric, device) -> {
              boolean gone = unused.test(metric, device);
              if (gone) {
                forgotten.add(metric);
              }
              return gone;
            });
    if (removed == 0) {
      return;
    }
    watch.near = null;
    watch.head.gates.removeIf(gate -> forgotten.contains(gate.metric));
    watch.base = watch.head.copy();
    watch.base.cards.removeIf(card -> !card.open());
    watch.settled = watch.tail.size;
    watch.acknowledgements.clear();
  }

  /** What this watches is to be watched no longer; the caller forgets the watch. */
  void end(Watch watch, Cause cause, Moment moment) {
    ledger.endAll(watch, Act.of(cause, moment), moment);
    moment.out().timesChanged = true;
  }

  /**
   * A person answered an alert for good.
   *
   * @param act of this person; its cause says how
   */
  void onAcknowledgement(Watch watch, ToldAlert told, Scope scope, Act act, Moment moment) {
    adapt(watch, scope, moment);
    AlertCard card = watch.head.openCard(told.family);
    if (card == null
        || card.onset != told.heirOnset
        || card.phase == AlertPhase.ACKNOWLEDGED
        || watch.tail.size == 0) {
      return;
    }
    fold(watch, scope, told.family, false);
    ledger.tell(watch, null, act, moment);
  }

  /** An acknowledgement holds no longer. */
  void onLapse(Watch watch, ToldAlert told, Scope scope, Moment moment) {
    adapt(watch, scope, moment);
    AlertCard card = watch.head.openCard(told.family);
    if (card == null
        || card.onset != told.heirOnset
        || card.phase != AlertPhase.ACKNOWLEDGED
        || watch.tail.size == 0) {
      return;
    }
    fold(watch, scope, told.family, true);
    ledger.tell(watch, null, Act.of(Cause.LAPSED, moment), moment);
  }

  /** Puts an answer, or its lapse, behind the newest reading. */
  private static void fold(Watch watch, Scope scope, String family, boolean lapse) {
    watch.near = null;
    Tail tail = watch.tail;
    int newest = tail.size - 1;
    Watch.Acknowledgement answer =
        new Watch.Acknowledgement(family, tail.effective[newest], tail.identity[newest], lapse);
    answer.fold(watch.head, scope);
    if (newest < watch.settled) {
      answer.fold(watch.base, scope);
    } else {
      watch.acknowledgements.add(answer);
    }
  }

  /**
   * What was judged by other rules stays as it was judged: it can no longer be folded again.
   *
   * @return whether the rules are others than before
   */
  boolean adapt(Watch watch, Scope scope, Moment moment) {
    if (watch.rulesFingerprint == scope.fingerprint()) {
      return false;
    }
    watch.near = null;
    boolean judgedBefore = watch.rulesFingerprint != 0;
    watch.rulesFingerprint = scope.fingerprint();
    if (!judgedBefore) {
      return true;
    }
    long newest = watch.tail.size == 0 ? moment.now() : watch.tail.effective[watch.tail.size - 1];
    List<String> over = AlertFold.adapt(watch.head, scope, newest);
    watch.settled = watch.tail.size;
    watch.acknowledgements.clear();
    Act act = over.isEmpty() ? null : Act.of(Cause.RULE_DISABLED, moment);
    ledger.tell(watch, null, act, moment);
    watch.base = watch.head.copy();
    watch.base.cards.removeIf(card -> !card.open());
    return true;
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
      if (watch.tail.stands(0)) {
        AlertFold.step(watch.base, scope, replayed, scratch);
      }
      acknowledgeAt(watch, watch.base, scope, replayed);
      if (!watch.acknowledgements.isEmpty()) {
        watch.acknowledgements.removeIf(a -> !replayed.before(a.effective, a.identity));
      }
    }
    watch.tail.removeOldest();
    // One that ended at the time of a reading still in the tail can be told again.
    watch.base.forgetResolved(watch.firstUnsettled());
  }

  private void foldAgainFrom(Watch watch, Scope scope, int first) {
    if (watch.near == null) {
      watch.near = new NearFolds();
    }
    watch.tail.load(first, replayed);
    replayed.identity--; // a fold that has this reading in it is none before it
    int place = watch.near.placeBefore(watch, replayed);
    if (place < 0) {
      fold(watch, scope, watch.base.copy(), watch.settled);
    } else {
      fold(watch, scope, watch.near.state(watch), place);
    }
  }

  /**
   * Tells after each reading, as if the profile had come first: after a failure the two topics are
   * read again each at its own pace, and a transition must have the number it had before.
   */
  private void judgeKept(Watch watch, Scope scope, Moment moment) {
    watch.near = null;
    watch.head = watch.base.copy();
    Sample kept = new Sample();
    for (int i = watch.settled; i < watch.tail.size; i++) {
      watch.tail.load(i, kept);
      if (watch.tail.stands(i) && AlertFold.step(watch.head, scope, kept, scratch)) {
        ledger.tell(watch, kept, null, moment);
      }
    }
  }

  private void fold(Watch watch, Scope scope, FoldState head, int from) {
    for (int i = from; i < watch.tail.size; i++) {
      watch.tail.load(i, replayed);
      if (watch.tail.stands(i)) {
        AlertFold.step(head, scope, replayed, scratch);
      }
      acknowledgeAt(watch, head, scope, replayed);
    }
    watch.head = head;
  }

  private static void acknowledgeAt(Watch watch, FoldState state, Scope scope, Sample sample) {
    for (int i = 0; i < watch.acknowledgements.size(); i++) {
      Watch.Acknowledgement a = watch.acknowledgements.get(i);
      if (a.effective == sample.effective && a.identity == sample.identity) {
        a.fold(state, scope);
      }
    }
  }

  private static void dropUnwatched(Watch watch, Scope scope) {
    Tail kept = new Tail();
    Sample sample = new Sample();
    for (int i = 0; i < watch.tail.size; i++) {
      watch.tail.load(i, sample);
      if (sample.quality != Quality.TEST && scope.takes(sample.metric)) {
        kept.insert(kept.size, sample);
        kept.stands(kept.size - 1, watch.tail.stands(i));
      }
    }
    Hearings.copy(
        watch.tail, kept, (metric, device) -> scope.takes(metric) || scope.listensTo(metric));
    watch.tail = kept;
  }
}
