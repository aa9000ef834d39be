package vigie.engine.sample;

/**
 * What one sample led to: values of derived metrics. Filled by a derivation, emptied by its caller.
 */
public final class Derived {
  private static final int MOST = 4;

  private final int[] metric = new int[MOST];
  private final double[] value = new double[MOST];
  private final boolean[] atLeast = new boolean[MOST];
  private int size;

  /** Adds a value. */
  void add(int derivedMetric, double derivedValue) {
    add(derivedMetric, derivedValue, false);
  }

  /** Adds a value; one that may be higher for all that is known can open an alert, not clear it. */
  void add(int derivedMetric, double derivedValue, boolean mayBeHigher) {
    metric[size] = derivedMetric;
    // 82.1 - 80.1 must be 2, not a little less: a limit is met by what people count, not by bits.
    value[size] = Math.rint(derivedValue * 1e6) / 1e6;
    atLeast[size] = mayBeHigher;
    size++;
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** The number of the metric at this place. */
  public int metric(int place) {
    return metric[place];
  }

  /** The value at this place. */
  public double value(int place) {
    return value[place];
  }

  /** Whether the value at this place may be higher. */
  public boolean atLeast(int place) {
    return atLeast[place];
  }

  /** Empties it. */
  public void clear() {
    size = 0;
  }
}
