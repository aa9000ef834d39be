package vigie.mqttbroker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The broker's settings.
 *
 * @param port the loopback port for MQTT
 * @param dataDir where messages and sessions are kept
 * @param kafkaBootstrapServers where the devices' bindings come from
 * @param services each service's secret by its name
 */
public record MqttBrokerConfig(
    int port, Path dataDir, String kafkaBootstrapServers, Map<String, String> services) {

  /** Checks the port and copies the map. */
  public MqttBrokerConfig {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("VIGIE_MQTT_PORT must be a TCP port, but is " + port);
    }
    services = Map.copyOf(services);
  }

  /**
   * Reads the settings: {@code VIGIE_MQTT_PORT} (1883), {@code VIGIE_DATA}, {@code
   * VIGIE_KAFKA_BOOTSTRAP_SERVERS} (127.0.0.1:9092), {@code VIGIE_MQTT_SERVICES} (a properties file
   * of service names and secrets).
   *
   * @throws IllegalArgumentException when one is missing or wrong; the message names it
   * @throws IOException when the file cannot be read
   */
  public static MqttBrokerConfig of(Map<String, String> environment) throws IOException {
    String port = environment.getOrDefault("VIGIE_MQTT_PORT", "1883");
    Properties services = new Properties();
    try (Reader in =
        Files.newBufferedReader(Path.of(required(environment, "VIGIE_MQTT_SERVICES")))) {
      services.load(in);
    }
    Map<String, String> secrets = new TreeMap<>();
    services.stringPropertyNames().forEach(name -> secrets.put(name, services.getProperty(name)));
    try {
      return new MqttBrokerConfig(
          Integer.parseInt(port),
          Path.of(required(environment, "VIGIE_DATA")),
          environment.getOrDefault("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
          secrets);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "VIGIE_MQTT_PORT must be a TCP port, but is '" + port + "'", e);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "MqttBrokerConfig[port=%d, dataDir=%s, kafka=%s, services=%s]"
        .formatted(port, dataDir, kafkaBootstrapServers, services.keySet());
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must be set");
    }
    return value;
  }
}
