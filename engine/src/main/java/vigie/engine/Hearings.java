package vigie.engine;

import java.util.Arrays;
import vigie.engine.sample.Sample;
import vigie.reading.Quality;

/**
 * When each device was last heard to send each metric, and which were taken for silent since. Kept
 * in the columns of a {@link Tail} that begin with "heard", as the devices of its readings are the
 * same.
 */
final class Hearings {
  private Hearings() {}

  /**
   * Notes that a device was heard; only what it measured of a patient is a sign.
   *
   * @return whether that is news: the first of this metric, or after it was taken for silent
   */
  static boolean hear(Tail tail, Sample sample) {
    if (sample.quality == Quality.TEST || sample.retracts()) {
      return false;
    }
    for (int i = 0; i < tail.heardAt.length; i++) {
      if (tail.heardMetric[i] == sample.metric && isOf(tail, i, sample.device)) {
        // One object for one name, in all tails: to compare it costs nothing from here on.
        sample.device = device(tail, i);
        boolean missed = tail.heardAt[i] < 0;
        tail.heardAt[i] = Math.max(at(tail, i), sample.received);
        return missed;
      }
    }
    add(tail, sample.device, (short) sample.metric, sample.received);
    return true;
  }

  /** The device has fallen silent; says whether it was ever heard here. */
  static boolean miss(Tail tail, String device) {
    boolean heard = false;
    for (int i = 0; i < tail.heardAt.length; i++) {
      if (isOf(tail, i, device)) {
        tail.heardAt[i] = -at(tail, i);
        heard = true;
      }
    }
    return heard;
  }

  /**
   * The metric of this number is missed, whichever device may send it.
   *
   * @return whether that is new of some device
   */
  static boolean miss(Tail tail, int metric) {
    boolean changed = false;
    for (int i = 0; i < tail.heardAt.length; i++) {
      if (tail.heardMetric[i] == metric && tail.heardAt[i] > 0) {
        tail.heardAt[i] = -tail.heardAt[i];
        changed = true;
      }
    }
    return changed;
  }

  /** Whether the hearing at this place is of this device. */
  static boolean isOf(Tail tail, int place, String device) {
    return device(tail, place).equals(device);
  }

  /**
   * When that was, milliseconds since 1970 UTC, whether or not the device has been missed since.
   */
  static long at(Tail tail, int place) {
    return Math.abs(tail.heardAt[place]);
  }

  /** Whether some of these series was heard. */
  static boolean hasAny(Tail tail, SeriesFilter wanted) {
    for (int i = 0; i < tail.heardAt.length; i++) {
      if (wanted.test(tail.heardMetric[i], device(tail, i))) {
        return true;
      }
    }
    return false;
  }

  /** Takes over what another tail has heard of these series; this one has heard nothing yet. */
  static void copy(Tail from, Tail to, SeriesFilter wanted) {
    for (int i = 0; i < from.heardAt.length; i++) {
      String device = device(from, i);
      if (wanted.test(from.heardMetric[i], device)) {
        add(to, device, from.heardMetric[i], from.heardAt[i]);
      }
    }
  }

  /** Forgets all but these series, and names their devices by their places among these. */
  static void keep(Tail tail, String[] devices, SeriesFilter wanted) {
    Tail kept = new Tail();
    kept.devices = devices;
    copy(tail, kept, wanted);
    tail.devices = kept.devices;
    tail.heardAt = kept.heardAt;
    tail.heardMetric = kept.heardMetric;
    tail.heardDevice = kept.heardDevice;
  }

  /** The device of the hearing at this place. */
  static String device(Tail tail, int place) {
    return tail.devices[tail.heardDevice[place] & 0xff];
  }

  private static void add(Tail tail, String device, short metric, long at) {
    byte index = tail.deviceIndex(device);
    int last = tail.heardAt.length;
    tail.heardAt = Arrays.copyOf(tail.heardAt, last + 1);
    tail.heardMetric = Arrays.copyOf(tail.heardMetric, last + 1);
    tail.heardDevice = Arrays.copyOf(tail.heardDevice, last + 1);
    tail.heardAt[last] = at;
    tail.heardMetric[last] = metric;
    tail.heardDevice[last] = index;
  }
}
