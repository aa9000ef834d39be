package vigie.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import vigie.engine.sample.Sample;
import vigie.reading.Context;
import vigie.reading.Quality;

/**
 * The newest readings of one patient and category, oldest first, in the order (effective time,
 * identity). Columns instead of objects: about 38 bytes a reading in state. Public fields are what
 * Flink stores.
 */
public final class Tail {
  /** The most readings kept. */
  static final int CAPACITY = 128;

  /** Above so many the oldest goes when a device that measures more than once a minute adds one. */
  static final int FAST_CAPACITY = 32;

  private static final long SLOW_SECONDS = 60;
  private static final int DEVICES_MAX = 255;
  private static final int SUPERSEDED = 1 << 6;

  private static final Quality[] QUALITIES = Quality.values();
  private static final Context[] CONTEXTS = Context.values();

  /** How many of the columns' places are taken. */
  public int size;

  /** Effective times. */
  public long[] effective = {};

  /** How long each lasted, milliseconds; without places while none lasted. */
  public int[] lasted = {};

  /** Identities. */
  public long[] identity = {};

  /** Values. */
  public double[] value = {};

  /** Received less effective, milliseconds, held to the range of an int. */
  public int[] age = {};

  /** Intervals, seconds, held to the range of an int. */
  public int[] interval = {};

  /** Metric numbers. */
  public short[] metric = {};

  /** Quality number, context number times 8, and whether another value stands in its place. */
  public byte[] marks = {};

  /** Local offsets from UTC in minutes, or {@link Sample#NO_OFFSET}. */
  public short[] offset = {};

  /** Places in {@link #devices}. */
  public byte[] device = {};

  /**
   * Effective time of the newest reading that was let go, or when all before was; nothing of before
   * has a place here.
   */
  public long floor = Long.MIN_VALUE;

  /** The devices these readings come from. */
  public String[] devices = {};

  /**
   * When each device last sent each metric, judged or not, by the gateway's clock; negative from
   * when it was taken for silent until it is heard again.
   */
  public long[] heardAt = {};

  /** Which metric that was. */
  public short[] heardMetric = {};

  /** Which device, by its place in {@link #devices}. */
  public byte[] heardDevice = {};

  /** An empty tail. */
  public Tail() {}

  /** Whether this sample stands behind all others. */
  boolean isNewest(Sample sample) {
    if (size == 0) {
      return sample.effective > floor;
    }
    return sample.effective > effective[size - 1]
        || (sample.effective == effective[size - 1] && sample.identity > identity[size - 1]);
  }

  /** Where this sample stands, or {@code -1 - place} where it would. */
  int find(Sample sample) {
    int place = size;
    while (place > 0 && sample.before(effective[place - 1], identity[place - 1])) {
      place--;
    }
    boolean same =
        place > 0
            && effective[place - 1] == sample.effective
            && identity[place - 1] == sample.identity;
    return same ? place - 1 : -1 - place;
  }

  /**
   * Whether the oldest must go before this sample can come. A wearable's readings come late by
   * seconds; a nurse's chart is stored hours after it was taken, and so few that many may be kept.
   */
  boolean isFullFor(Sample sample) {
    return surplusFor(sample) > 0;
  }

  /** How many of the oldest must go before this sample can come. */
  int surplusFor(Sample sample) {
    int most = sample.intervalSeconds >= SLOW_SECONDS ? CAPACITY : FAST_CAPACITY;
    return Math.max(0, size + 1 - most);
  }

  /** Whether what was let go already lies behind this place, so that no reading may stand there. */
  boolean isClosed(int place, Sample sample) {
    return place == 0 && (sample.effective <= floor || isFullFor(sample));
  }

  void insert(int place, Sample sample) {
    if (size == effective.length) {
      grow();
    }
    byte deviceIndex = deviceIndex(sample.device);
    if (sample.lasted != 0 && lasted.length == 0) {
      lasted = new int[effective.length];
    }
    shift(place, place + 1, size - place);
    effective[place] = sample.effective;
    if (lasted.length > 0) {
      lasted[place] = sample.lasted;
    }
    identity[place] = sample.identity;
    value[place] = sample.value;
    age[place] = age(sample);
    interval[place] = held(sample.intervalSeconds);
    metric[place] = (short) sample.metric;
    marks[place] = (byte) (sample.quality.number() | sample.context.number() << 3);
    offset[place] = (short) sample.offsetMinutes;
    device[place] = deviceIndex;
    size++;
    stands(place, !sample.retracts());
  }

  /** Whether the reading at this place counts: no other value replaces it, and it retracts none. */
  boolean stands(int place) {
    return (marks[place] & SUPERSEDED) == 0;
  }

  void stands(int place, boolean counts) {
    marks[place] = (byte) (counts ? marks[place] & ~SUPERSEDED : marks[place] | SUPERSEDED);
  }

  boolean retracts(int place) {
    return QUALITIES[marks[place] & 7] == Quality.RETRACTED;
  }

  /** Received less effective, milliseconds, as a tail holds it. */
  static int age(Sample sample) {
    return held(sample.received - sample.effective);
  }

  void removeOldest() {
    floor = effective[0];
    shift(1, 0, size - 1);
    size--;
  }

  /** Whether some reading of these series is here, or was, and its device heard. */
  boolean knows(SeriesFilter wanted) {
    for (int place = 0; place < size; place++) {
      if (wanted.test(metric[place], devices[device[place] & 0xff])) {
        return true;
      }
    }
    return Hearings.hasAny(this, wanted);
  }

  /** Lets go of the readings of these series, wherever they stand; says how many there were. */
  int removeIf(SeriesFilter unwanted) {
    int before = size;
    for (int place = size - 1; place >= 0; place--) {
      if (unwanted.test(metric[place], devices[device[place] & 0xff])) {
        shift(place + 1, place, size - place - 1);
        size--;
      }
    }
    Hearings.keep(this, devices, (number, name) -> !unwanted.test(number, name));
    return before - size;
  }

  /** Fills the sample with what stands at this place. */
  Sample load(int place, Sample into) {
    into.effective = effective[place];
    into.lasted = lasted.length > 0 ? lasted[place] : 0;
    into.identity = identity[place];
    into.value = value[place];
    into.received = effective[place] + age[place];
    into.intervalSeconds = interval[place];
    into.metric = metric[place];
    into.quality = QUALITIES[marks[place] & 7];
    into.context = CONTEXTS[marks[place] >> 3 & 7];
    into.offsetMinutes = offset[place];
    into.device = devices[device[place] & 0xff];
    return into;
  }

  private void shift(int from, int to, int count) {
    System.arraycopy(effective, from, effective, to, count);
    if (lasted.length > 0) {
      System.arraycopy(lasted, from, lasted, to, count);
    }
    System.arraycopy(identity, from, identity, to, count);
    System.arraycopy(value, from, value, to, count);
    System.arraycopy(age, from, age, to, count);
    System.arraycopy(interval, from, interval, to, count);
    System.arraycopy(metric, from, metric, to, count);
    System.arraycopy(marks, from, marks, to, count);
    System.arraycopy(offset, from, offset, to, count);
    System.arraycopy(device, from, device, to, count);
  }

  private void grow() {
    int length =
        size < FAST_CAPACITY
            ? Math.min(FAST_CAPACITY, Math.max(4, size * 2))
            : Math.min(CAPACITY, size + FAST_CAPACITY);
    effective = Arrays.copyOf(effective, length);
    lasted = lasted.length > 0 ? Arrays.copyOf(lasted, length) : lasted;
    identity = Arrays.copyOf(identity, length);
    value = Arrays.copyOf(value, length);
    age = Arrays.copyOf(age, length);
    interval = Arrays.copyOf(interval, length);
    metric = Arrays.copyOf(metric, length);
    marks = Arrays.copyOf(marks, length);
    offset = Arrays.copyOf(offset, length);
    device = Arrays.copyOf(device, length);
  }

  /** The device's place in {@link #devices}; it has one from now on. */
  byte deviceIndex(String name) {
    for (int i = 0; i < devices.length; i++) {
      if (devices[i].equals(name)) {
        return (byte) i;
      }
    }
    if (devices.length == DEVICES_MAX) {
      forgetUnusedDevices();
    }
    devices = Arrays.copyOf(devices, devices.length + 1);
    devices[devices.length - 1] = name;
    return (byte) (devices.length - 1);
  }

  private void forgetUnusedDevices() {
    String[] names = new String[size];
    for (int i = 0; i < size; i++) {
      names[i] = devices[device[i] & 0xff];
    }
    List<String> used = Arrays.stream(names).filter(Objects::nonNull).distinct().toList();
    for (int i = 0; i < size; i++) {
      device[i] = (byte) used.indexOf(names[i]);
    }
    Hearings.keep(this, used.toArray(String[]::new), (number, name) -> used.contains(name));
  }

  private static int held(long number) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }
}
