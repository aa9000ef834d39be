package vigie.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vigie.Topics;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.MqttFleet;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackParts;
import vigie.cli.stack.StackSettings;
import vigie.jobs.bench.BenchOptions;
import vigie.jobs.bench.Rounds;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;
import vigie.local.ServerProcess;
import vigie.local.ServerSpec;

/**
 * The gateway beside loops that carry the same messages from MQTT to Kafka unread. Each contender
 * is a process of the same memory with a durable share of the devices' topics of its own, so that
 * each message waits for all of them. While the messages are published all are frozen; then one
 * after the other thaws and drains its share, and the order turns with the rounds.
 *
 * <p>Options: {@code --rounds 5 --messages 15000 --readings 5 --devices 50 --format json --json};
 * the format is one of {@link BenchMessages#FORMATS}.
 */
final class GatewayBench {
  private static final String FLOOR = "bare loop (Paho)";
  private static final String UNREAD = "our connection, unread";
  private static final String GATEWAY = "gateway";

  /** Three processes have to compile themselves; fewer showed in the first rounds' figures. */
  private static final int WARM_UPS = 3;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(90);
  private static final int POLL_MILLIS = 5;
  private static final int SETTLE_MILLIS = 300;
  private static final int IN_FLIGHT_MAX = 20;

  private final Stack stack;
  private final BenchMessages kind;
  private final int messages;
  private final KafkaBenchSide kafka;
  private final MqttFleet fleet;
  private final Rounds rounds = new Rounds(List.of(FLOOR, UNREAD, GATEWAY));

  private GatewayBench(
      Stack stack, BenchMessages kind, int messages, KafkaBenchSide kafka, MqttFleet fleet) {
    this.stack = stack;
    this.kind = kind;
    this.messages = messages;
    this.kafka = kafka;
    this.fleet = fleet;
  }

  /**
   * One that takes messages from MQTT to Kafka.
   *
   * @param records that one message becomes in its topic
   */
  private record Contender(String name, ServerProcess process, String topic, int records) {}

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
    try (KafkaBenchSide kafka = new KafkaBenchSide(stack.addresses().kafka());
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
    Contender bare = loop(FLOOR, "paho", "bench-paho");
    Contender unread = loop(UNREAD, "connection", "bench-connection");
    Contender gateway =
        new Contender(GATEWAY, stack.part(StackParts.GATEWAY), Topics.READING, kind.readings());
    kafka.makeTopics(List.of(bare.topic(), unread.topic()));
    List<Contender> contenders = new ArrayList<>(List.of(bare, gateway, unread));
    try {
      bare.process().start(START);
      unread.process().start(START);
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
      bare.process().stop(Duration.ofSeconds(5));
      unread.process().stop(Duration.ofSeconds(5));
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
    Duration cpuBefore = cpu(contender);
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
      double cpu = cpu(contender).minus(cpuBefore).toNanos() / 1e9;
      rounds.add(contender.name(), messages / seconds, cpu * 100_000 / messages / kind.readings());
    }
  }

  private Contender loop(String name, String way, String topic) {
    StackSettings settings = stack.settings();
    Map<String, String> environment = new HashMap<>(settings.ownVariables());
    environment.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", stack.addresses().kafka());
    environment.put("VIGIE_MQTT_URL", stack.addresses().mqtt());
    environment.put("VIGIE_GATEWAY_REPLICA", topic);
    environment.putIfAbsent("VIGIE_MQTT_USERNAME", "vigie-gateway");
    environment.computeIfAbsent(
        "VIGIE_MQTT_PASSWORD", key -> settings.secrets().secret("mqtt.vigie-gateway"));
    Path log = settings.logFile(topic);
    ServerProcess process =
        new ServerProcess(
            new ServerSpec(
                topic,
                List.of(),
                log,
                () -> {},
                JavaCommand.of(
                    Stack.PROGRAM_MEMORY,
                    ClassPaths.of(StackParts.GATEWAY),
                    "vigie.gateway.bench.MqttLoop",
                    List.of(way, topic)),
                environment,
                "TERM",
                () -> subscribed(log)));
    return new Contender(name, process, topic, 1);
  }

  private static Optional<String> subscribed(Path log) {
    try {
      return Files.exists(log) && Files.readString(log).contains("subscribed")
          ? Optional.empty()
          : Optional.of("not subscribed yet");
    } catch (IOException e) {
      return Optional.of("its log cannot be read: " + e.getMessage());
    }
  }

  private static Duration cpu(Contender contender) {
    return ProcessHandle.of(contender.process().pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the processor time of " + contender.name() + " is gone"));
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
        + rounds.table(FLOOR);
  }

  private String json(int count) {
    return "{\"benchmark\":\"gateway\",\"unit\":\"messages/s\",\"rounds\":%d,\"messages\":%d,"
            .formatted(count, messages)
        + "\"readingsPerMessage\":%d,\"format\":\"%s\",\"goal\":0.5,"
            .formatted(kind.readings(), kind.format())
        + "\"goalCompares\":\"%s, cpuRatio\",\"results\":%s}"
            .formatted(GATEWAY, rounds.json(FLOOR));
  }
}
