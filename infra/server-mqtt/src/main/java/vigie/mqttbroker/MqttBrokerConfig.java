package vigie.mqttbroker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vigie.transport.ClosedTransport;

/**
 * The broker's settings.
 *
 * @param port the loopback port for MQTT
 * @param tlsPort the loopback port for MQTT over TLS
 * @param dataDir where messages and sessions are kept
 * @param authority the folder of the certificate authority
 * @param kafkaBootstrapServers where the devices' bindings come from
 * @param deviceMessagesPerSecond how many messages are taken of one device, in the long run
 * @param services each service's secret by its name
 * @param peopleKeys the file with the public keys of people's tokens; null for no people
 */
public record MqttBrokerConfig(
    int port,
    int tlsPort,
    Path dataDir,
    Path authority,
    String kafkaBootstrapServers,
    int deviceMessagesPerSecond,
    Map<String, String> services,
    @Nullable Path peopleKeys) {

  private static final String KAFKA = "VIGIE_KAFKA_BOOTSTRAP_SERVERS";
  private static final String PACE = "VIGIE_MQTT_DEVICE_MESSAGES_PER_SECOND";

  /**
   * No wearable needs a tenth of it, hours of readings are through in minutes, and it takes twenty
   * devices at once to fill two cores with the whole stack on them (2,000 a second).
   */
  private static final int PACE_DEFAULT = 100;

  private static final int PACE_MAX = 1_000_000;

  /** Checks the numbers and copies the map. */
  public MqttBrokerConfig {
    checkPort("VIGIE_MQTT_PORT", port);
    checkPort("VIGIE_MQTT_TLS_PORT", tlsPort);
    if (deviceMessagesPerSecond < 1 || deviceMessagesPerSecond > PACE_MAX) {
      throw new IllegalArgumentException(
          PACE + " must be from 1 to " + PACE_MAX + ", but is " + deviceMessagesPerSecond);
    }
    services = Map.copyOf(services);
  }

  private static void checkPort(String name, int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(name + " must be a TCP port, but is " + port);
    }
  }

  /**
   * Reads the settings: {@code VIGIE_MQTT_PORT} (1883), {@code VIGIE_MQTT_TLS_PORT} (8883), {@code
   * VIGIE_DATA}, {@code VIGIE_AUTHORITY} (the folder {@code authority} in the former), {@code
   * VIGIE_KAFKA_BOOTSTRAP_SERVERS} (127.0.0.1:9092), {@code VIGIE_MQTT_DEVICE_MESSAGES_PER_SECOND}
   * (100), {@code VIGIE_MQTT_SERVICES} (a properties file of service names and secrets), {@code
   * VIGIE_PEOPLE_KEYS} (a JWK set that the API writes; none).
   *
   * @throws IllegalArgumentException when one is missing or wrong; the message names it
   * @throws IOException when the file cannot be read
   */
  public static MqttBrokerConfig of(Map<String, String> environment) throws IOException {
    Properties services = new Properties();
    try (Reader in =
        Files.newBufferedReader(Path.of(required(environment, "VIGIE_MQTT_SERVICES")))) {
      services.load(in);
    }
    Map<String, String> secrets = new TreeMap<>();
    services.stringPropertyNames().forEach(name -> secrets.put(name, services.getProperty(name)));
    Path data = Path.of(required(environment, "VIGIE_DATA"));
    String kafka = environment.getOrDefault(KAFKA, "127.0.0.1:9092");
    String fault = ClosedTransport.inClear(KAFKA, kafka);
    if (fault != null && ClosedTransport.production(environment)) {
      throw new IllegalArgumentException("VIGIE_MODE=production does not start: " + fault);
    }
    String authority = environment.getOrDefault("VIGIE_AUTHORITY", "");
    String peopleKeys = environment.getOrDefault("VIGIE_PEOPLE_KEYS", "");
    return new MqttBrokerConfig(
        number(environment, "VIGIE_MQTT_PORT", 1883),
        number(environment, "VIGIE_MQTT_TLS_PORT", 8883),
        data,
        authority.isBlank() ? data.resolve("authority") : Path.of(authority),
        kafka,
        number(environment, PACE, PACE_DEFAULT),
        secrets,
        peopleKeys.isBlank() ? null : Path.of(peopleKeys));
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String number = environment.getOrDefault(name, "");
    try {
      return number.isBlank() ? otherwise : Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " must be a whole number, but is '" + number + "'", e);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return ("MqttBrokerConfig[port=%d, tlsPort=%d, dataDir=%s, authority=%s, kafka=%s,"
            + " deviceMessagesPerSecond=%d, services=%s, peopleKeys=%s]")
        .formatted(
            port,
            tlsPort,
            dataDir,
            authority,
            kafkaBootstrapServers,
            deviceMessagesPerSecond,
            services.keySet(),
            peopleKeys);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set");
    }
    return value;
  }
}
