package vigie.cli.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vigie.Topics;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.MqttFleet;
import vigie.cli.stack.Stack;
import vigie.jobs.bench.BenchOptions;
import vigie.jobs.bench.Rounds;
import vigie.key.MasterKey;

/**
 * The gateway beside loops that carry the same messages from MQTT to Kafka unread, and beside Kafka
 * Connect with an MQTT source. Each contender is a process of the same memory with a durable share
 * of the devices' topics of its own, so that each message waits for all of them. While the messages
 * are published all are frozen; then one after the other thaws and drains its share, and the order
 * turns with the rounds.
 *
 * <p>Options: {@code --rounds 5 --messages 15000 --readings 5 --devices 50 --format json --json};
 * the format is one of {@link BenchMessages#FORMATS}.
 */
final class GatewayBench {
  /** The processes have to compile themselves; fewer showed in the first rounds' figures. */
  private static final int WARM_UPS = 3;

  /** Connect takes ten seconds on a quiet machine. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final Duration DRAIN = Duration.ofSeconds(90);
  private static final int POLL_MILLIS = 5;
  private static final int SETTLE_MILLIS = 300;
  private static final int IN_FLIGHT_MAX = 20;

  private final Stack stack;
  private final BenchMessages kind;
  private final int messages;
  private final KafkaBenchSide kafka;
  private final MqttFleet fleet;
  private final Rounds rounds =
      new Rounds(
          List.of(
              GatewayContenders.FLOOR,
              GatewayContenders.UNREAD,
              GatewayContenders.GATEWAY,
              GatewayContenders.CONNECT));

  private GatewayBench(
      Stack stack, BenchMessages kind, int messages, KafkaBenchSide kafka, MqttFleet fleet) {
    this.stack = stack;
    this.kind = kind;
    this.messages = messages;
    this.kafka = kafka;
    this.fleet = fleet;
  }

  /** Measures and prints; returns the exit code. */
  static int run(Stack stack, List<String> arguments) throws InterruptedException {
    BenchOptions options =
        BenchOptions.of(
            arguments,
            Set.of("rounds", "messages", "readings", "devices"),
            Map.of("format", BenchMessages.FORMATS));
    BenchMessages kind =
        new BenchMessages(
            options.number("devices", 50),
            options.number("readings", 5),
            options.word("format", "json"));
    int messages = options.number("messages", 15_000);
    int count = options.number("rounds", 5);
    try (KafkaBenchSide kafka =
            new KafkaBenchSide(
                stack.addresses().kafka(), MasterKey.read(stack.settings().patientKeysFile()));
        MqttFleet fleet = new MqttFleet(URI.create(stack.addresses().mqtt()))) {
      GatewayBench bench = new GatewayBench(stack, kind, messages, kafka, fleet);
      bench.measure(count);
      System.out.println(options.json() ? bench.json(count) : bench.table(count));
    }
    return 0;
  }

  private void measure(int count) throws InterruptedException {
    Map<String, String> secrets = kind.secrets();
    kafka.bind(secrets);
    fleet.connect(secrets, connected -> {});
    GatewayContenders all = new GatewayContenders(stack);
    Contender gateway = all.gateway(kind.readings());
    List<Contender> others = List.of(all.bareLoop(), all.unreadLoop(), all.connect());
    kafka.makeTopics(others.stream().map(Contender::topic).toList());
    List<Contender> contenders = new ArrayList<>(others);
    contenders.add(gateway);
    try {
      others.forEach(other -> other.process().start(START));
      for (int round = -WARM_UPS; round < count; round++) {
        contenders.forEach(contender -> contender.process().pause());
        publish();
        for (Contender contender : contenders) {
          drain(contender, round >= 0);
        }
        Collections.rotate(contenders, 1);
      }
    } finally {
      gateway.process().resume();
      others.forEach(other -> other.process().stop(Duration.ofSeconds(5)));
    }
    long rejected = kafka.count(Topics.REJECTED);
    if (rejected > 0) {
      throw new IllegalStateException(
          "the gateway rejected " + rejected + " readings, so it did not do the work measured");
    }
  }

  private void publish() throws InterruptedException {
    AcknowledgedPublishing publishing =
        new AcknowledgedPublishing(
            IN_FLIGHT_MAX,
            Duration.ofSeconds(30),
            device -> payload -> fleet.device(device).publish(kind.format(), payload));
    Instant now = Instant.now();
    for (int number = 0; number < messages; number++) {
      publishing.publish(kind.device(number), kind.payload(number, now));
    }
    publishing.awaitAll();
  }

  private void drain(Contender contender, boolean counts) throws InterruptedException {
    long wanted = kafka.count(contender.topic()) + (long) messages * contender.records();
    Duration cpuBefore = contender.cpu();
    long begin = System.nanoTime();
    contender.process().resume();
    long missing = wanted - kafka.count(contender.topic());
    while (missing > 0) {
      if (!contender.process().isAlive()) {
        throw new IllegalStateException(
            contender.name()
                + " ended; the last lines of its log: "
                + contender.process().lastLogLines());
      }
      if (System.nanoTime() - begin > DRAIN.toNanos()) {
        throw new IllegalStateException(
            "%s: %d of %d records are not in Kafka after %d s; its log is %s"
                .formatted(
                    contender.name(),
                    missing,
                    (long) messages * contender.records(),
                    DRAIN.toSeconds(),
                    contender.process().logFile()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      missing = wanted - kafka.count(contender.topic());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.err.printf(Locale.ROOT, "%s: %.1f s%n", contender.name(), seconds);
    // The last acknowledgements are still on their way to the broker.
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    contender.process().pause();
    if (missing < 0) {
      throw new IllegalStateException(contender.name() + " wrote " + -missing + " records twice");
    }
    if (counts) {
      double cpu = contender.cpu().minus(cpuBefore).toNanos() / 1e9;
      rounds.add(contender.name(), messages / seconds, cpu * 100_000 / messages / kind.readings());
    }
  }

  private String table(int count) {
    return String.format(
            Locale.ROOT,
            "messages per second into Kafka and cpu seconds per 100,000 readings, median of %d"
                + " rounds (least to most);%n%,d messages of %d readings each a round, in %s%n",
            count,
            messages,
            kind.readings(),
            kind.format())
        + rounds.table(GatewayContenders.FLOOR)
        + System.lineSeparator()
        + goals().text();
  }

  private String json(int count) {
    return "{\"benchmark\":\"gateway\",\"unit\":\"messages/s\",\"rounds\":%d,\"messages\":%d,"
            .formatted(count, messages)
        + "\"readingsPerMessage\":%d,\"format\":\"%s\",%s,"
            .formatted(kind.readings(), kind.format(), goals().json())
        + "\"results\":%s}".formatted(rounds.json(GatewayContenders.FLOOR));
  }

  private GatewayGoals goals() {
    return new GatewayGoals(rounds, kind.readings());
  }
}
