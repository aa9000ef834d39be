package vigie.jobs.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What every contender reached in each round, in speed and in processor time. */
public final class Rounds {
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final Map<String, List<Double>> costs = new LinkedHashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param contenders in the order in which they are shown
   */
  public Rounds(List<String> contenders) {
    for (String contender : contenders) {
      rates.put(contender, new ArrayList<>());
      costs.put(contender, new ArrayList<>());
    }
  }

  /**
   * Keeps what a contender reached in a round.
   *
   * @param rate per second
   * @param cpuSecondsPer100k processor time for 100,000 readings
   */
  public void add(String contender, double rate, double cpuSecondsPer100k) {
    rates.computeIfAbsent(contender, name -> new ArrayList<>()).add(rate);
    costs.computeIfAbsent(contender, name -> new ArrayList<>()).add(cpuSecondsPer100k);
  }

  /**
   * A line for each contender: speed, its ratio, processor time, its ratio. Both ratios are better
   * when higher.
   *
   * @param floor the contender that the ratios are to
   */
  public String table(String floor) {
    return rates.keySet().stream()
        .map(
            name ->
                rate(name).line(rate(floor))
                    + String.format(
                        Locale.ROOT,
                        "   cpu %6.2f  (%.2f to %.2f)  ratio %.2f",
                        cost(name).median(),
                        cost(name).min(),
                        cost(name).max(),
                        cost(floor).ratioTo(cost(name))))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The same as a JSON array.
   *
   * @param floor the contender that the ratios are to
   */
  public String json(String floor) {
    return rates.keySet().stream()
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"perSecond\":%.0f,\"min\":%.0f,\"max\":%.0f,"
                        + "\"ratio\":%.3f,\"cpuSecondsPer100k\":%.3f,\"cpuMin\":%.3f,"
                        + "\"cpuMax\":%.3f,\"cpuRatio\":%.3f}",
                    name,
                    rate(name).median(),
                    rate(name).min(),
                    rate(name).max(),
                    rate(name).ratioTo(rate(floor)),
                    cost(name).median(),
                    cost(name).min(),
                    cost(name).max(),
                    cost(floor).ratioTo(cost(name))))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The contenders, in the order in which they are shown. */
  public List<String> contenders() {
    return List.copyOf(rates.keySet());
  }

  /** A contender's processor time in seconds for 100,000 readings, median of the rounds. */
  public double medianCost(String contender) {
    return cost(contender).median();
  }

  /** A contender's processor time by that of another, median of the rounds' own ratios. */
  public double costRatio(String contender, String other) {
    return cost(contender).ratioTo(cost(other));
  }

  /** A contender's speed by that of another, median of the rounds' own ratios. */
  public double rateRatio(String contender, String other) {
    return rate(contender).ratioTo(rate(other));
  }

  private Measured rate(String name) {
    return new Measured(name, rates.getOrDefault(name, List.of()));
  }

  private Measured cost(String name) {
    return new Measured(name, costs.getOrDefault(name, List.of()));
  }
}
