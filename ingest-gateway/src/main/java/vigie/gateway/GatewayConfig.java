package vigie.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vigie.gateway.mqtt.MqttSettings;
import vigie.intake.Intake;
import vigie.key.MasterKey;
import vigie.transport.ClosedTransport;

/**
 * The gateway's settings, checked.
 *
 * @param kafkaBootstrapServers Kafka's address
 * @param replica names this gateway among its replicas; stays the same over restarts
 * @param connections how many connections to the broker, each a member of the shared subscription
 *     with messages in flight of its own; the stack's broker gives all messages of a device to one
 *     member, with another broker they may overtake each other
 * @param mqtt how to subscribe
 * @param managementPort where health and metrics are served, on loopback; 0 for any
 * @param deliveryTimeout after this long without Kafka's acknowledgement a message has failed
 * @param linger how long a reading may wait for others to travel to Kafka with
 * @param bufferBytes memory for records on their way to Kafka
 * @param payloadBytesMax a larger message is refused
 * @param patientKeysFile with what patients' keys are wrapped
 */
public record GatewayConfig(
    String kafkaBootstrapServers,
    String replica,
    int connections,
    MqttSettings mqtt,
    int managementPort,
    Duration deliveryTimeout,
    Duration linger,
    long bufferBytes,
    int payloadBytesMax,
    Path patientKeysFile) {
  private static final String KAFKA = "VIGIE_KAFKA_BOOTSTRAP_SERVERS";
  private static final int PORT_MAX = 65_535;

  /**
   * Messages of one connection without acknowledgement. Each waits some milliseconds for Kafka, so
   * that many keep two cores busy; were each as large as it may be, they would be 256 MiB, which
   * still fits into the heap that the stack gives.
   */
  private static final int RECEIVE_MAXIMUM = 1_000;

  /**
   * Records on their way to Kafka: as many messages as may be in flight, of 300 readings of 200
   * bytes. When it is full, no more is read until there is room.
   */
  private static final int BUFFER_BYTES = 64 << 20;

  /**
   * Reads the settings from an environment.
   *
   * @throws InvalidSettingException when one cannot be used, or leaves a way open where real
   *     patients are served
   */
  public static GatewayConfig of(Map<String, String> environment) {
    GatewayConfig config = read(environment);
    checkProduction(config, environment);
    return config;
  }

  /** Management is on loopback always. */
  private static void checkProduction(GatewayConfig config, Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    try {
      if (!ClosedTransport.production(environment)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(String.valueOf(e.getMessage()));
    }
    String mqtt = config.mqtt().url().replaceFirst("^tcp://", "");
    for (String fault :
        Arrays.asList(
            ClosedTransport.inClear(KAFKA, config.kafkaBootstrapServers()),
            ClosedTransport.inClear("VIGIE_MQTT_URL", mqtt))) {
      if (fault != null) {
        faults.add(fault);
      }
    }
    if (config.mqtt().password().isEmpty()) {
      faults.add("VIGIE_MQTT_PASSWORD is not set: give the broker's password of the gateway");
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettingException(
          "VIGIE_MODE=production does not start: " + String.join("; ", faults));
    }
  }

  private static GatewayConfig read(Map<String, String> environment) {
    Environment env = new Environment(environment);
    int offset = env.number("VIGIE_PORT_OFFSET", 0, 0, PORT_MAX - 9092);
    Duration deliveryTimeout =
        env.duration("VIGIE_GATEWAY_DELIVERY_TIMEOUT", "PT10S", Duration.ofSeconds(1));
    Duration connectTimeout = Duration.ofSeconds(5);
    return new GatewayConfig(
        env.text(KAFKA, "127.0.0.1:" + (9092 + offset)),
        env.word("VIGIE_GATEWAY_REPLICA", "0"),
        env.number("VIGIE_GATEWAY_CONNECTIONS", 1, 1, 16),
        new MqttSettings(
            env.mqttUrl("VIGIE_MQTT_URL", "tcp://127.0.0.1:" + (1883 + offset)),
            env.text("VIGIE_MQTT_USERNAME", ""),
            env.text("VIGIE_MQTT_PASSWORD", ""),
            "$share/gateway/vigie/v1/+/+",
            env.number("VIGIE_GATEWAY_RECEIVE_MAXIMUM", RECEIVE_MAXIMUM, 1, 65_535),
            env.duration("VIGIE_GATEWAY_KEEP_ALIVE", "PT10S", Duration.ofSeconds(1)),
            env.duration("VIGIE_GATEWAY_SESSION_EXPIRY", "P7D", Duration.ofSeconds(1)),
            env.duration("VIGIE_GATEWAY_SILENCE", "PT60S", Duration.ofSeconds(1)),
            connectTimeout,
            deliveryTimeout),
        env.number("VIGIE_GATEWAY_PORT", 8082 + offset, 0, PORT_MAX),
        deliveryTimeout,
        env.duration("VIGIE_GATEWAY_LINGER", "PT0.002S", Duration.ZERO),
        env.number("VIGIE_GATEWAY_BUFFER_BYTES", BUFFER_BYTES, 1 << 20, Integer.MAX_VALUE),
        env.number("VIGIE_GATEWAY_PAYLOAD_BYTES", Intake.PAYLOAD_BYTES_DEFAULT, 1 << 10, 512 << 10),
        Path.of(env.text(MasterKey.SETTING, ".vigie/patient-keys")));
  }

  /** The name of one connection's session at the broker. */
  public String clientId(int connection) {
    return "vigie-gateway-" + replica + "-" + connection;
  }

  /** Reads and checks one value at a time. */
  private record Environment(Map<String, String> values) {
    String text(String name, String otherwise) {
      String value = values.get(name);
      return value == null || value.isBlank() ? otherwise : value;
    }

    String word(String name, String otherwise) {
      String value = text(name, otherwise);
      if (!value.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'))) {
        throw new InvalidSettingException(
            name, "must be letters, digits and hyphens, was '" + value + "'", "Set such a name");
      }
      return value;
    }

    int number(String name, int otherwise, int least, int most) {
      String value = text(name, Integer.toString(otherwise));
      try {
        int number = Integer.parseInt(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new InvalidSettingException(
          name,
          "must be a whole number from " + least + " to " + most + ", was '" + value + "'",
          "Set one in that range, or leave it out for " + otherwise);
    }

    Duration duration(String name, String otherwise, Duration least) {
      String value = text(name, otherwise);
      try {
        Duration duration = Duration.parse(value);
        if (duration.compareTo(least) >= 0) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        // Said below.
      }
      throw new InvalidSettingException(
          name,
          "must be an ISO-8601 duration of at least " + least + ", was '" + value + "'",
          "Set one such as PT10S, or leave it out for " + otherwise);
    }

    String mqttUrl(String name, String otherwise) {
      String value = text(name, otherwise);
      try {
        URI url = new URI(value);
        if ("tcp".equals(url.getScheme()) && url.getHost() != null && url.getPath().isEmpty()) {
          return value;
        }
      } catch (URISyntaxException e) {
        // Said below.
      }
      throw new InvalidSettingException(
          name, "must be tcp://host:port, was '" + value + "'", "Set the broker's address");
    }
  }
}
