package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real MQTT broker. Devices sign in with what the topic of bindings in Kafka says, services with
 * secrets kept for this stack. It starts without Kafka; until it has read the bindings it refuses
 * devices.
 */
public final class MqttServer {

  /** The environment variable with the address of a broker that runs elsewhere. */
  public static final String URL_VARIABLE = "VIGIE_MQTT_URL";

  /** The environment variable with how many messages a second the broker takes of one device. */
  public static final String PACE_VARIABLE = "VIGIE_MQTT_DEVICE_MESSAGES_PER_SECOND";

  /**
   * The environment variable with the file of the public keys of people's tokens, which the API
   * writes; it may come later than the broker.
   */
  public static final String PEOPLE_KEYS_VARIABLE = "VIGIE_PEOPLE_KEYS";

  /** The gateway's user name; its client ids begin with it. */
  public static final String GATEWAY = "vigie-gateway";

  /** The notifier's user name; its client ids begin with it. */
  public static final String NOTIFY = "vigie-notify";

  private final ServerProcess process;
  private final String url;
  private final String tlsUrl;
  private final Path authority;
  private final Secrets secrets;

  /**
   * Describes a broker; makes the services' secrets when they are not there yet, runs nothing.
   *
   * @param ports the stack's ports; also tell where Kafka is
   * @param dataDir the broker's own folder, made when missing
   * @param logFile where its output goes
   * @param secrets where the services' secrets are kept, as {@code mqtt.vigie-gateway} and so on;
   *     the certificate authority lies in the folder {@code authority} beside them
   */
  public MqttServer(Ports ports, Path dataDir, Path logFile, Secrets secrets) {
    this(ports, dataDir, logFile, secrets, Map.of());
  }

  /**
   * The same with further settings.
   *
   * @param ports the stack's ports; also tell where Kafka is
   * @param dataDir the broker's own folder, made when missing
   * @param logFile where its output goes
   * @param secrets where the services' secrets are kept
   * @param environment further variables of the broker, such as {@value #PACE_VARIABLE}; those that
   *     the stack decides win
   */
  public MqttServer(
      Ports ports, Path dataDir, Path logFile, Secrets secrets, Map<String, String> environment) {
    Path data = dataDir.toAbsolutePath();
    Path services = data.resolve("services.properties");
    this.url = "tcp://127.0.0.1:" + ports.mqtt();
    this.tlsUrl = "ssl://127.0.0.1:" + ports.mqttTls();
    this.authority = secrets.file().resolveSibling("authority");
    this.secrets = secrets;
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(
        Map.of(
            "VIGIE_MQTT_PORT", Integer.toString(ports.mqtt()),
            "VIGIE_MQTT_TLS_PORT", Integer.toString(ports.mqttTls()),
            "VIGIE_AUTHORITY", authority.toString(),
            "VIGIE_DATA", data.resolve("data").toString(),
            "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka(),
            "VIGIE_MQTT_SERVICES", services.toString()));
    this.process =
        new ServerProcess(
            new ServerSpec(
                "mqtt",
                List.of(ports.mqtt(), ports.mqttTls()),
                logFile,
                () -> writeServices(services),
                JavaCommand.of(
                    List.of(
                        // All of it from the start: a burst finds it there.
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-Dlog4j2.configurationFile=classpath:vigie/log/mqtt-log4j2.properties",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=vigie"),
                    ClassPaths.of("mqtt"),
                    "vigie.mqttbroker.MqttBroker",
                    List.of()),
                variables,
                "TERM",
                new MqttReadiness(ports.mqtt())));
  }

  /** The broker's process. */
  public ServerProcess process() {
    return process;
  }

  /** The address for clients, as Paho writes it: {@code tcp://host:port}. */
  public String url() {
    return url;
  }

  /** The address under TLS 1.2 or 1.3: {@code ssl://host:port}. */
  public String tlsUrl() {
    return tlsUrl;
  }

  /** The folder of the certificate authority; {@code ca.crt} in it is what devices must trust. */
  public Path authority() {
    return authority;
  }

  /**
   * A service's secret.
   *
   * @param service {@value #GATEWAY} or {@value #NOTIFY}
   */
  public String secret(String service) {
    return secrets.secret("mqtt." + service);
  }

  private void writeServices(Path file) {
    Properties services = new Properties();
    for (String service : List.of(GATEWAY, NOTIFY)) {
      services.setProperty(service, secret(service));
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (Writer out = Files.newBufferedWriter(file)) {
        services.store(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
