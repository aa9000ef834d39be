package vigie.jobs.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What one contender reached in each round.
 *
 * @param name of the contender
 * @param rates one figure per round
 */
public record Measured(String name, List<Double> rates) {
  /** The middle one; of an even number the mean of both. */
  public double median() {
    double[] sorted = sorted();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The least. */
  public double min() {
    return sorted()[0];
  }

  /** The most. */
  public double max() {
    return sorted()[rates.size() - 1];
  }

  /** Median of the rounds' own ratios: what both met in one round, such as noise, falls out. */
  public double ratioTo(Measured floor) {
    double[] ratios = new double[rates.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = rates.get(i) / floor.rates.get(i);
    }
    return new Measured(name, Arrays.stream(ratios).boxed().toList()).median();
  }

  String line(Measured floor) {
    return String.format(
        Locale.ROOT,
        "%-32s %,10.0f  (%,.0f to %,.0f)  ratio %.2f",
        name,
        median(),
        min(),
        max(),
        ratioTo(floor));
  }

  String json(Measured floor) {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"rowsPerSecond\":%.0f,\"min\":%.0f,\"max\":%.0f,\"ratio\":%.3f}",
        name,
        median(),
        min(),
        max(),
        ratioTo(floor));
  }

  private double[] sorted() {
    return rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
