package vigie.connectbench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.cli.ConnectStandalone;
import vigie.gateway.GatewayConfig;
import vigie.gateway.InvalidSettingException;

/**
 * A program that is Kafka's own Connect in its standalone way, with one connector that carries the
 * devices' messages from MQTT to Kafka unread. Settings as for the gateway; its share of the topics
 * is named after its replica, so that it gets every message beside the gateway.
 *
 * <p>Arguments: the Kafka topic, and a folder for its files.
 */
public final class KafkaConnectPeer {

  private KafkaConnectPeer() {}

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("arguments must be a topic and a folder");
    }
    GatewayConfig config;
    try {
      config = GatewayConfig.of(System.getenv());
    } catch (InvalidSettingException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    KafkaConnectSettings settings = new KafkaConnectSettings(config, arguments[0]);
    ConnectStandalone.main(
        new String[] {
          write(folder, "worker.properties", settings.worker(folder.resolve("offsets"))),
          write(folder, "connector.properties", settings.connector())
        });
  }

  /** For the owner's eyes, because the password is in it. */
  private static String write(Path folder, String name, Map<String, String> settings)
      throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties properties = new Properties();
    properties.putAll(settings);
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file.toString();
  }
}
