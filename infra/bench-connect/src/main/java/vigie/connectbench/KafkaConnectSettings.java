package vigie.connectbench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.kafkaconnector.CamelSourceConnector;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.storage.StringConverter;
import vigie.gateway.GatewayConfig;
import vigie.gateway.bench.MqttNoDelay;
import vigie.gateway.mqtt.MqttSettings;
import vigie.gateway.publish.KafkaReadingPublisher;

/**
 * What Kafka Connect and its MQTT source are told, so that they do what the bare loop does with the
 * same means: the gateway's session, share, receive maximum and producer, the payload unread as the
 * value, the MQTT topic as the key.
 *
 * <p>What it does less than the gateway, for want of settings: it acknowledges a message when that
 * is in a queue of its own memory, before Kafka has it, so a crash loses up to that queue and what
 * is on the way; and it asks for no session expiry, so its session ends with its connection, which
 * in the benchmark lasts as long as its process.
 */
final class KafkaConnectSettings {

  /** The producer's settings that decide on speed; Connect has its own for the rest. */
  private static final List<String> PRODUCER =
      List.of(
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          ProducerConfig.LINGER_MS_CONFIG,
          ProducerConfig.BATCH_SIZE_CONFIG,
          ProducerConfig.BUFFER_MEMORY_CONFIG);

  /** Kafka's default and so the gateway's; Connect's own is 1. */
  private static final String REQUESTS_IN_FLIGHT = "5";

  private final GatewayConfig config;
  private final String topic;

  /**
   * For one connector.
   *
   * @param config where the servers are, and how the gateway would speak to them
   * @param topic where the messages go in Kafka
   */
  KafkaConnectSettings(GatewayConfig config, String topic) {
    this.config = config;
    this.topic = topic;
  }

  /** The process's settings. */
  Map<String, String> worker(Path offsets) {
    Map<String, String> settings = new HashMap<>();
    settings.put("bootstrap.servers", config.kafkaBootstrapServers());
    settings.put("key.converter", StringConverter.class.getName());
    settings.put("value.converter", ByteArrayConverter.class.getName());
    settings.put("offset.storage.file.filename", offsets.toString());
    // Nobody calls it: any free port.
    settings.put("listeners", "http://127.0.0.1:0");
    // The benchmark makes its topics.
    settings.put("topic.creation.enable", "false");
    // The connector is of a time before plugins were listed in files.
    settings.put("plugin.discovery", "only_scan");
    Map<String, Object> producer =
        KafkaReadingPublisher.settings(
            config.kafkaBootstrapServers(),
            config.clientId(0),
            config.deliveryTimeout(),
            config.linger(),
            config.bufferBytes());
    PRODUCER.forEach(name -> settings.put("producer." + name, String.valueOf(producer.get(name))));
    settings.put(
        "producer." + ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, REQUESTS_IN_FLIGHT);
    return settings;
  }

  /** The connector's settings. */
  Map<String, String> connector() {
    Map<String, String> settings = new HashMap<>();
    settings.put("name", topic);
    settings.put("connector.class", CamelSourceConnector.class.getName());
    settings.put("tasks.max", "1");
    settings.put("topics", topic);
    settings.put("camel.source.component", "paho-mqtt5");
    settings.put("camel.source.path.topic", "$share/" + config.replica() + "/vigie/v1/+/+");
    mqtt().forEach((name, value) -> settings.put("camel.source.endpoint." + name, value));
    settings.put(
        "camel.component.paho-mqtt5.socketFactory", "#class:" + MqttNoDelay.class.getName());
    settings.put("camel.source.camelMessageHeaderKey", "CamelMqttTopic");
    // No header of Camel's is written to Kafka: the loops write none either.
    settings.put("camel.map.headers", "false");
    settings.put("camel.map.properties", "false");
    // Its default collects for a second, or a thousand messages.
    settings.put("camel.source.maxPollDuration", "10");
    // Otherwise what its queue of 1,000 cannot hold is acknowledged and thrown away; so the
    // connection waits and tries again.
    settings.put("camel.error.handler", "default");
    settings.put("camel.error.handler.max.redeliveries", "-1");
    settings.put("camel.error.handler.redelivery.delay", "5");
    return settings;
  }

  private Map<String, String> mqtt() {
    MqttSettings mqtt = config.mqtt();
    return Map.ofEntries(
        Map.entry("brokerUrl", mqtt.url()),
        Map.entry("clientId", config.clientId(0)),
        Map.entry("userName", mqtt.username()),
        Map.entry("password", "RAW(" + mqtt.password() + ")"),
        Map.entry("qos", "1"),
        Map.entry("cleanStart", "false"),
        Map.entry("receiveMaximum", Integer.toString(mqtt.receiveMaximum())),
        Map.entry("keepAliveInterval", Long.toString(mqtt.keepAlive().toSeconds())));
  }
}
