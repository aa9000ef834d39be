package vigie.cli.stack;

import java.net.URI;
import vigie.local.TimescaleDatabase;

/**
 * Where the parts of a stack serve.
 *
 * @param api the API, without a slash at the end
 * @param gateway the gateway's health and metrics, without a slash at the end
 * @param flink Flink's user interface and REST API, without a slash at the end
 * @param mqtt the MQTT broker: {@code tcp://host:port}
 * @param kafka Kafka's bootstrap servers: {@code host:port}
 * @param database TimescaleDB, with its owner's password
 */
public record Addresses(
    URI api, URI gateway, URI flink, String mqtt, String kafka, TimescaleDatabase database) {

  /**
   * The addresses of a stack by its settings, whether it runs or not. Makes the secrets when they
   * are not there yet.
   */
  public static Addresses of(StackSettings settings) {
    var ports = settings.ports();
    return new Addresses(
        http(ports.api()),
        http(ports.gateway()),
        http(ports.flink()),
        settings.givenMqtt().orElse("tcp://127.0.0.1:" + ports.mqtt()),
        "127.0.0.1:" + ports.kafka(),
        settings
            .givenDatabase()
            .orElseGet(
                () ->
                    new TimescaleDatabase(
                        "jdbc:postgresql://127.0.0.1:" + ports.database() + "/vigie",
                        "vigie",
                        settings.secrets().secret("db.vigie"))));
  }

  private static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
