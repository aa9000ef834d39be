package vigie.engine.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.Grounds;
import vigie.reading.MetricCatalogue;

/**
 * What a derived value was made of, flat enough to be kept in state. Public fields are what Flink
 * stores.
 */
public final class Basis {
  /** The patient's own usual value; null where the value is not compared with one. */
  public @Nullable Double baseline;

  /** How many days or readings it rests on. */
  public int restsOn;

  /** Metrics of a score's parts. */
  public int[] metric = {};

  /** Values of those parts. */
  public double[] value = {};

  /** When those were measured, milliseconds since 1970 UTC. */
  public long[] effective = {};

  /** Points that those give. */
  public int[] points = {};

  /** Metrics that a score lacks. */
  public int[] missing = {};

  /** An empty one, for Flink. */
  public Basis() {}

  /** So many days or readings. */
  static Basis of(int restsOn) {
    Basis basis = new Basis();
    basis.restsOn = restsOn;
    return basis;
  }

  /** The patient's own baseline, and of how many days. */
  static Basis of(double baseline, int restsOn) {
    Basis basis = of(restsOn);
    basis.baseline = baseline;
    return basis;
  }

  /** The same in the words of an alert. */
  public Grounds grounds() {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    List<Grounds.Part> parts = new ArrayList<>(metric.length);
    for (int i = 0; i < metric.length; i++) {
      parts.add(
          new Grounds.Part(
              catalogue.metric(metric[i]).id(),
              value[i],
              Instant.ofEpochMilli(effective[i]),
              points[i]));
    }
    List<String> absent = new ArrayList<>(missing.length);
    for (int number : missing) {
      absent.add(catalogue.metric(number).id());
    }
    return new Grounds(baseline, restsOn, parts, absent);
  }
}
