package vigie.jobs.sample;

/**
 * What one sample led to: values of derived metrics. Filled by a derivation, emptied by its caller.
 */
public final class Derived {
  private static final int MOST = 4;

  private final int[] metric = new int[MOST];
  private final double[] value = new double[MOST];
  private int size;

  /** Adds a value. */
  void add(int derivedMetric, double derivedValue) {
    metric[size] = derivedMetric;
    value[size] = derivedValue;
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

  /** Empties it. */
  public void clear() {
    size = 0;
  }
}
