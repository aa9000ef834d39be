package vigie.engine;

import org.jspecify.annotations.Nullable;
import vigie.engine.sample.Sample;

/**
 * The fold at two places near the tail's end, so that a reading that is only a little late, or of
 * the same time as others, is not folded again from the base. No state: where it is missing all is
 * folded again, with the same outcome. Whoever changes the fold otherwise than by a reading must
 * clear it.
 */
final class NearFolds {
  /** Readings between two places; as many as a monitor measures at one time. */
  private static final int APART = 4;

  /** After so many readings without a late one the folds are not worth their room. */
  private static final int UNUSED_MAX = 64;

  private @Nullable Fold newer;
  private @Nullable Fold older;
  private int since;
  private int unused;

  /** The fold after the reading at this time and of this identity. */
  private record Fold(FoldState state, long effective, long identity) {
    boolean isBefore(Sample sample) {
      return !sample.before(effective, identity);
    }

    /** Whether the reading at this place of the tail is the one. */
    boolean isAfter(Tail tail, int place) {
      return tail.effective[place] == effective && tail.identity[place] == identity;
    }
  }

  /** Whether no reading was late for so long that this may be let go. */
  boolean isUnused() {
    return unused > UNUSED_MAX;
  }

  /** A reading comes behind all others; keeps the fold before it when its time is a new one. */
  void beforeNewest(Watch watch, Sample sample) {
    since++;
    unused++;
    int newest = watch.tail.size - 1;
    if (since < APART || newest < 0 || sample.effective == watch.tail.effective[newest]) {
      return;
    }
    older = newer;
    newer = new Fold(watch.head.copy(), watch.tail.effective[newest], watch.tail.identity[newest]);
    since = 0;
  }

  /**
   * Looks for the place nearest before a late reading, and drops those behind it.
   *
   * @return the first place of the tail that must be folded again onto {@link #state}, or -1
   */
  int placeBefore(Watch watch, Sample sample) {
    unused = 0;
    while (newer != null && !newer.isBefore(sample)) {
      newer = older;
      older = null;
    }
    if (newer == null) {
      return -1;
    }
    Tail tail = watch.tail;
    for (int place = tail.size; place > watch.settled; place--) {
      if (newer.isAfter(tail, place - 1)) {
        return place;
      }
    }
    // What the tail has let go is in the base, which may hold more than the fold.
    newer = null;
    older = null;
    return -1;
  }

  /** A copy of the fold at that place. */
  FoldState state(Watch watch) {
    FoldState copy = newer == null ? watch.base.copy() : newer.state.copy();
    // As the base has forgotten them, and a late reading must not bring them back.
    copy.forgetResolved(watch.firstUnsettled());
    return copy;
  }
}
