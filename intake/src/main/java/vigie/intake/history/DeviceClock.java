package vigie.intake.history;

import java.util.Arrays;

/**
 * How far one device's clock is ahead of ours, learned from its latest messages (clinical reference
 * 4.2). Times in milliseconds since 1970 UTC. Not safe for several threads.
 */
final class DeviceClock {
  /** Up to so far ahead, a time is taken for ours: transmission and drift. */
  static final long CLAMPED_MAX = 2 * 60_000L;

  /** Nothing further from our clock is a measurement that was just sent. */
  private static final long LEARNED_MAX = 10 * 60_000L;

  private static final int LATEST = 20;
  private static final int FEWEST = 5;

  private final int[] ahead = new int[LATEST];
  private int count;
  private long lastTs = Long.MIN_VALUE;

  DeviceClock() {}

  private DeviceClock(DeviceClock other) {
    System.arraycopy(other.ahead, 0, ahead, 0, LATEST);
    count = other.count;
    lastTs = other.lastTs;
  }

  DeviceClock copy() {
    return new DeviceClock(this);
  }

  /** Takes in when the device says it measured; a time seen last is not counted again. */
  void learn(long ts, long received) {
    long difference = ts - received;
    if (ts == lastTs || Math.abs(difference) > LEARNED_MAX) {
      return;
    }
    lastTs = ts;
    ahead[count % LATEST] = (int) difference;
    count = count == 2 * LATEST ? LATEST + 1 : count + 1;
  }

  /**
   * The time to go on with, never after the time received: a little ahead it is the time received,
   * further ahead the learned difference is taken off.
   */
  long settled(long ts, long received) {
    long corrected = ts - received > CLAMPED_MAX ? ts - usuallyAhead() : ts;
    return Math.min(corrected, received);
  }

  /** The median, in whole seconds so that a repeated message gets the same time; 0 if not known. */
  private long usuallyAhead() {
    int known = Math.min(count, LATEST);
    if (known < FEWEST) {
      return 0;
    }
    int[] sorted = Arrays.copyOf(ahead, known);
    Arrays.sort(sorted);
    return Math.max(0, Math.round(sorted[known / 2] / 1000.0) * 1000);
  }
}
