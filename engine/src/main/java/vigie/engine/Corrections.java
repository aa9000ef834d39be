package vigie.engine;

import vigie.engine.sample.Sample;

/**
 * Which value stands when a device sends more than one for one metric and time: the one that was
 * received last ({@code clinical.md} 4.3, "keep the newer version"). A value counts as received
 * when it first was, so a repeated transmission corrects nothing. A retraction is a value too, with
 * nothing that stands. It depends on what is in the tail and never on the order in which it came.
 *
 * <p>Where all were measured exactly when they were received, it was the gateway that gave the
 * time: such readings are different ones, and all stand.
 */
final class Corrections {
  private Corrections() {}

  /** The first place of a reading of this one's device, metric and time; -1 when there is none. */
  static int first(Tail tail, Sample sample) {
    int first = -1;
    for (int i = tail.size - 1; i >= 0 && tail.effective[i] >= sample.effective; i--) {
      if (isOneOf(tail, i, sample)) {
        first = i;
      }
    }
    return first;
  }

  /**
   * The same value came again.
   *
   * @return whether it was received earlier than was known, which it then is
   */
  static boolean receivedEarlier(Tail tail, int place, Sample sample) {
    int age = Tail.age(sample);
    if (age >= tail.age[place]) {
      return false;
    }
    tail.age[place] = age;
    return true;
  }

  /**
   * Decides again what stands after the sample has come to this place, or was received earlier.
   *
   * @return the first place from which to fold again; -1 when it changes nothing
   */
  static int decide(Tail tail, int place, Sample sample) {
    int newest = place;
    boolean timed = tail.age[place] != 0;
    int from = place;
    while (from > 0 && tail.effective[from - 1] == sample.effective) {
      from--;
    }
    int to = place;
    while (to + 1 < tail.size && tail.effective[to + 1] == sample.effective) {
      to++;
    }
    for (int i = from; i <= to; i++) {
      if (i != place && isOneOf(tail, i, sample)) {
        timed |= tail.age[i] != 0;
        newest = isNewer(tail, i, newest) ? i : newest;
      }
    }
    int changed = -1;
    for (int i = to; i >= from; i--) {
      if (i == place || isOneOf(tail, i, sample)) {
        boolean stood = i != place && tail.stands(i);
        tail.stands(i, !tail.retracts(i) && (i == newest || !timed));
        changed = tail.stands(i) == stood ? changed : i;
      }
    }
    return changed;
  }

  private static boolean isOneOf(Tail tail, int place, Sample sample) {
    return tail.effective[place] == sample.effective
        && tail.metric[place] == sample.metric
        && sample.slot != Sample.NO_SLOT
        && tail.identity[place] == sample.identityOf(tail.value[place], tail.retracts(place));
  }

  private static boolean isNewer(Tail tail, int place, int other) {
    if (tail.age[place] != tail.age[other]) {
      return tail.age[place] > tail.age[other];
    }
    if (tail.retracts(place) != tail.retracts(other)) {
      return tail.retracts(place);
    }
    return Double.compare(tail.value[place], tail.value[other]) > 0;
  }
}
