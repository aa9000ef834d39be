package vigie.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.Topics;
import vigie.cli.stack.Stack;
import vigie.cli.stack.StackParts;
import vigie.cli.stack.StackSettings;
import vigie.local.ClassPaths;
import vigie.local.JavaCommand;
import vigie.local.ServerProcess;
import vigie.local.ServerSpec;

/**
 * Those that the gateway's benchmark lets run against each other: each in a process of the same
 * memory, with the gateway's user and session settings and a durable share of the topics of its
 * own.
 */
final class GatewayContenders {
  static final String FLOOR = "bare loop (Paho)";
  static final String UNREAD = "our connection, unread";
  static final String GATEWAY = "gateway";
  static final String CONNECT = "Kafka Connect, Camel MQTT source";

  private final Stack stack;

  GatewayContenders(Stack stack) {
    this.stack = stack;
  }

  /** The stack's own, which runs already. */
  Contender gateway(int readings) {
    return new Contender(GATEWAY, stack.part(StackParts.GATEWAY), Topics.READING, readings);
  }

  /** Paho alone. */
  Contender bareLoop() {
    return loop(FLOOR, "paho", "bench-paho");
  }

  /** The gateway's own connection with nothing behind it. */
  Contender unreadLoop() {
    return loop(UNREAD, "connection", "bench-connection");
  }

  /** Kafka's Connect, with a class path that nothing else has. */
  Contender connect() {
    String topic = "bench-connect";
    return contender(
        CONNECT,
        topic,
        command(
            List.of("-Dlog4j2.configurationFile=classpath:vigie/log/connect-log4j2.properties"),
            "connect",
            "vigie.connectbench.KafkaConnectPeer",
            List.of(topic, stack.settings().data().resolve(topic).toString())),
        "CamelSourceTask connector task started");
  }

  private Contender loop(String name, String way, String topic) {
    return contender(
        name,
        topic,
        command(List.of(), StackParts.GATEWAY, "vigie.gateway.bench.MqttLoop", List.of(way, topic)),
        "subscribed");
  }

  private static List<String> command(
      List<String> options, String classPath, String mainClass, List<String> arguments) {
    List<String> all = new ArrayList<>(Stack.PROGRAM_MEMORY);
    all.addAll(options);
    return JavaCommand.of(List.copyOf(all), ClassPaths.of(classPath), mainClass, arguments);
  }

  /**
   * A process that is named after its topic.
   *
   * @param ready what its log says when it has subscribed
   */
  private Contender contender(String name, String topic, List<String> command, String ready) {
    StackSettings settings = stack.settings();
    Map<String, String> environment = new HashMap<>(settings.ownVariables());
    environment.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", stack.addresses().kafka());
    environment.put("VIGIE_MQTT_URL", stack.addresses().mqtt());
    environment.put("VIGIE_GATEWAY_REPLICA", topic);
    environment.putIfAbsent("VIGIE_MQTT_USERNAME", "vigie-gateway");
    environment.computeIfAbsent(
        "VIGIE_MQTT_PASSWORD", key -> settings.secrets().secret("mqtt.vigie-gateway"));
    Path log = settings.logFile(topic);
    return new Contender(
        name,
        new ServerProcess(
            new ServerSpec(
                topic,
                List.of(),
                log,
                () -> {},
                command,
                environment,
                "TERM",
                () -> missing(ready, log))),
        topic,
        1);
  }

  private static Optional<String> missing(String words, Path log) {
    try {
      return Files.exists(log) && Files.readString(log).contains(words)
          ? Optional.empty()
          : Optional.of("not subscribed yet");
    } catch (IOException e) {
      return Optional.of("its log cannot be read: " + e.getMessage());
    }
  }
}
