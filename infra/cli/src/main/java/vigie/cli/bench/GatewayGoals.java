package vigie.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vigie.jobs.bench.Rounds;

/**
 * What the gateway's rounds say about its two goals: processor time for a message beside Kafka
 * Connect, and speed beside the bare loop.
 *
 * @param rounds with the contenders of {@link GatewayContenders}
 * @param readings in a message
 */
record GatewayGoals(Rounds rounds, int readings) {
  private static final double CPU_MOST = 1 / 3.0;
  private static final double RATE_LEAST = 0.5;

  /** Seconds for 100,000 are tens of microseconds for one. */
  private static final double MICROS = 10;

  /** Lines for people. */
  String text() {
    return rounds.contenders().stream()
            .map(name -> String.format(Locale.ROOT, "%-32s %,10.1f%n", name, micros(name)))
            .collect(
                Collectors.joining(
                    "", String.format("cpu microseconds per message, median:%n"), ""))
        + String.format(
            Locale.ROOT,
            "%s / %s, cpu per message: %.2f (goal: at most 1/3)%n"
                + "%s / %s, messages/s: %.2f (goal: at least %.1f)",
            GatewayContenders.GATEWAY,
            GatewayContenders.CONNECT,
            cpuBesideConnect(),
            GatewayContenders.GATEWAY,
            GatewayContenders.FLOOR,
            rateBesideFloor(),
            RATE_LEAST);
  }

  /** The same as members of a JSON object. */
  String json() {
    return rounds.contenders().stream()
            .map(name -> String.format(Locale.ROOT, "\"%s\":%.1f", name, micros(name)))
            .collect(Collectors.joining(",", "\"cpuMicrosPerMessage\":{", "},"))
        + goals().stream().collect(Collectors.joining(",", "\"goals\":[", "]"));
  }

  private List<String> goals() {
    return List.of(
        String.format(
            Locale.ROOT,
            "{\"what\":\"cpu per message\",\"beside\":\"%s\",\"ratio\":%.3f,\"atMost\":%.3f}",
            GatewayContenders.CONNECT,
            cpuBesideConnect(),
            CPU_MOST),
        String.format(
            Locale.ROOT,
            "{\"what\":\"messages/s\",\"beside\":\"%s\",\"ratio\":%.3f,\"atLeast\":%.3f}",
            GatewayContenders.FLOOR,
            rateBesideFloor(),
            RATE_LEAST));
  }

  private double micros(String contender) {
    return rounds.medianCost(contender) * MICROS * readings;
  }

  private double cpuBesideConnect() {
    return rounds.costRatio(GatewayContenders.GATEWAY, GatewayContenders.CONNECT);
  }

  private double rateBesideFloor() {
    return rounds.rateRatio(GatewayContenders.GATEWAY, GatewayContenders.FLOOR);
  }
}
