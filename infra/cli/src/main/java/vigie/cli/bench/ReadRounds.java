package vigie.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import vigie.jobs.bench.Measured;

/** What the API and pgbench reached with each query in each round. */
final class ReadRounds {
  /** The API is to answer at least half as often. */
  static final double RATIO_GOAL = 0.5;

  /** A year's timeline is to take no longer, in milliseconds, 99 times of 100. */
  static final double YEAR_P99_GOAL = 50;

  private final Map<Case, List<Pair>> rounds = new LinkedHashMap<>();

  /**
   * What is read at a time.
   *
   * @param name of the query
   * @param connections at once
   * @param p99Goal milliseconds; infinity for none
   */
  record Case(String name, int connections, double p99Goal) {
    @Override
    public String toString() {
      return name + ", " + connections + (connections == 1 ? " connection" : " connections");
    }
  }

  private record Pair(ReadResult pgbench, ReadResult api) {}

  /** Keeps a round. */
  void add(Case what, ReadResult pgbench, ReadResult api) {
    rounds.computeIfAbsent(what, any -> new ArrayList<>()).add(new Pair(pgbench, api));
  }

  /** The API's rate by pgbench's, median of the rounds' own ratios. */
  double ratio(Case what) {
    return rate(what, Pair::api).ratioTo(rate(what, Pair::pgbench));
  }

  /** The API's 99th percentile in milliseconds, median of the rounds. */
  double p99(Case what) {
    return measured(what, pair -> pair.api().p99()).median();
  }

  /** Two lines for each case and whether it is as fast as it is to be. */
  String table() {
    return rounds.keySet().stream().map(this::table).collect(Collectors.joining("\n"));
  }

  /** The same as a JSON array. */
  String json() {
    return rounds.keySet().stream().map(this::json).collect(Collectors.joining(",", "[", "]"));
  }

  private String table(Case what) {
    return String.format(
        Locale.ROOT,
        "%s%n%s%n%s%n  ratio %.2f (goal %.1f: %s)%s",
        what,
        line("pgbench", what, Pair::pgbench),
        line("API", what, Pair::api),
        ratio(what),
        RATIO_GOAL,
        ratio(what) >= RATIO_GOAL ? "met" : "missed",
        Double.isInfinite(what.p99Goal())
            ? ""
            : String.format(
                Locale.ROOT,
                ", p99 %.1f ms (goal %.0f ms: %s)",
                p99(what),
                what.p99Goal(),
                p99(what) <= what.p99Goal() ? "met" : "missed"));
  }

  private String line(String contender, Case what, Contender side) {
    return String.format(
        Locale.ROOT,
        "  %-8s %s/s   p50 %s ms   p99 %s ms",
        contender,
        text(rate(what, side), "%,.0f"),
        text(measured(what, pair -> side.of(pair).p50()), "%.1f"),
        text(measured(what, pair -> side.of(pair).p99()), "%.1f"));
  }

  private static String text(Measured measured, String number) {
    return String.format(
        Locale.ROOT,
        number + " (" + number + " to " + number + ")",
        measured.median(),
        measured.min(),
        measured.max());
  }

  private String json(Case what) {
    return String.format(
        Locale.ROOT,
        "{\"query\":\"%s\",\"connections\":%d,\"pgbench\":%s,\"api\":%s,\"ratio\":%.3f}",
        what.name(),
        what.connections(),
        json(what, Pair::pgbench),
        json(what, Pair::api),
        ratio(what));
  }

  private String json(Case what, Contender side) {
    return String.format(
        Locale.ROOT,
        "{\"perSecond\":%s,\"p50Millis\":%s,\"p99Millis\":%s}",
        json(rate(what, side)),
        json(measured(what, pair -> side.of(pair).p50())),
        json(measured(what, pair -> side.of(pair).p99())));
  }

  private static String json(Measured measured) {
    return String.format(
        Locale.ROOT,
        "{\"median\":%.3f,\"min\":%.3f,\"max\":%.3f}",
        measured.median(),
        measured.min(),
        measured.max());
  }

  private Measured rate(Case what, Contender side) {
    return measured(what, pair -> side.of(pair).perSecond());
  }

  private Measured measured(Case what, ToDoubleFunction<Pair> figure) {
    return new Measured(
        what.toString(),
        rounds.getOrDefault(what, List.of()).stream().mapToDouble(figure).boxed().toList());
  }

  /** One side of a round. */
  @FunctionalInterface
  private interface Contender {
    ReadResult of(Pair pair);
  }
}
