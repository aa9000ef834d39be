package vigie.engine.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a derivation remembers: values with their times, oldest first, and a sum that is being
 * filled. Public fields are what Flink stores; times in milliseconds since 1970 UTC.
 */
public final class Series {
  private static final int FIRST_ROOM = 4;

  /** Number of the metric that it serves. */
  public int metric;

  /** How many places are taken. */
  public int size;

  /** Times. */
  public long[] at = {};

  /** Values. */
  public double[] value = {};

  /** What the running sum is of, such as a day's number. */
  public long bucket = Long.MIN_VALUE;

  /** The running sum. */
  public double sum;

  /** How many values are in it. */
  public int count;

  /** The patient's own usual value that the latest was compared with. */
  public double usual;

  /** How many days that one rests on; 0 while there is none. */
  public int usualDays;

  /** Sessions that the running sum has not in it yet, by their ends; null where there are none. */
  public @Nullable List<SleepSession> sessions;

  /** An empty one, for Flink. */
  public Series() {}

  /** An empty one for the metric of this number. */
  public Series(int metric) {
    this.metric = metric;
  }

  /** Adds a value behind all others; of more than {@code most} the oldest goes. */
  void add(long time, double number, int most) {
    if (size == most) {
      dropOldest(1);
    }
    if (size == at.length) {
      int room = Math.min(most, Math.max(FIRST_ROOM, size * 2));
      at = Arrays.copyOf(at, room);
      value = Arrays.copyOf(value, room);
    }
    at[size] = time;
    value[size] = number;
    size++;
  }

  /** Lets go of all before this time. */
  void dropBefore(long time) {
    int old = 0;
    while (old < size && at[old] < time) {
      old++;
    }
    dropOldest(old);
  }

  /** The sessions, to be added to. */
  List<SleepSession> sessions() {
    if (sessions == null) {
      sessions = new ArrayList<>();
    }
    return sessions;
  }

  void clear() {
    size = 0;
  }

  /** Adds to the running sum. */
  void sum(double number) {
    sum += number;
    count++;
  }

  /** Begins another sum. */
  void begin(long nextBucket) {
    bucket = nextBucket;
    sum = 0;
    count = 0;
  }

  /** Notes what the latest value was compared with. */
  void compared(double baseline, int days) {
    usual = baseline;
    usualDays = days;
  }

  /** That usual value, and what it rests on. */
  Basis comparison() {
    return usualDays == 0 ? Basis.of(0) : Basis.of(usual, usualDays);
  }

  /** The middle of all values; NaN when there is none. */
  double median() {
    return median(Arrays.copyOf(value, size));
  }

  /** The middle of all distances from this number: the median absolute deviation. */
  double deviation(double middle) {
    double[] distances = new double[size];
    for (int i = 0; i < size; i++) {
      distances[i] = Math.abs(value[i] - middle);
    }
    return median(distances);
  }

  private static double median(double[] numbers) {
    if (numbers.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(numbers);
    int middle = numbers.length / 2;
    return numbers.length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
  }

  private void dropOldest(int old) {
    if (old > 0) {
      System.arraycopy(at, old, at, 0, size - old);
      System.arraycopy(value, old, value, 0, size - old);
      size -= old;
    }
  }

  /** Another of equal content. */
  public Series copy() {
    Series copy = new Series(metric);
    copy.size = size;
    copy.at = Arrays.copyOf(at, size);
    copy.value = Arrays.copyOf(value, size);
    copy.bucket = bucket;
    copy.sum = sum;
    copy.count = count;
    copy.usual = usual;
    copy.usualDays = usualDays;
    // A session never changes.
    copy.sessions = sessions == null ? null : new ArrayList<>(sessions);
    return copy;
  }
}
