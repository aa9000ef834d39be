package vigie.connectbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.kafkaconnector.CamelSourceConnectorConfig;
import org.apache.camel.kafkaconnector.utils.TaskHelper;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.junit.jupiter.api.Test;
import vigie.gateway.GatewayConfig;
import vigie.gateway.publish.KafkaReadingPublisher;

class KafkaConnectSettingsTest {
  private static final String ENDPOINT = "camel.source.endpoint.";

  private final GatewayConfig config =
      GatewayConfig.of(
          Map.of(
              "VIGIE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092",
              "VIGIE_MQTT_URL", "tcp://127.0.0.1:11883",
              "VIGIE_MQTT_USERNAME", "someone",
              "VIGIE_MQTT_PASSWORD", "a+b&c",
              "VIGIE_GATEWAY_REPLICA", "peer",
              "VIGIE_GATEWAY_KEEP_ALIVE", "PT1H",
              "VIGIE_GATEWAY_LINGER", "PT0.007S"));
  private final KafkaConnectSettings settings = new KafkaConnectSettings(config, "peer-topic");

  @Test
  void connectUnderstandsTheWorkersSettings() {
    StandaloneConfig read = new StandaloneConfig(settings.worker(Path.of("offsets")));

    assertThat(read.bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(read.topicCreationEnable()).isFalse();
  }

  @Test
  void theProducerHasTheGatewaysOwnSettings() {
    Map<String, Object> gateway =
        KafkaReadingPublisher.settings(
            config.kafkaBootstrapServers(),
            config.clientId(0),
            config.deliveryTimeout(),
            config.linger(),
            config.bufferBytes());
    Map<String, String> own = new HashMap<>();
    settings.worker(Path.of("offsets")).entrySet().stream()
        .filter(each -> each.getKey().startsWith("producer."))
        .forEach(each -> own.put(each.getKey().substring("producer.".length()), each.getValue()));

    assertThat(own)
        .containsEntry("acks", "all")
        .containsEntry("linger.ms", "7")
        .containsEntry("max.in.flight.requests.per.connection", "5");
    own.remove("max.in.flight.requests.per.connection");
    assertThat(own)
        .allSatisfy(
            (name, value) -> assertThat(value).isEqualTo(String.valueOf(gateway.get(name))));
  }

  @Test
  void theConnectorUnderstandsItsSettings() {
    CamelSourceConnectorConfig read = new CamelSourceConnectorConfig(settings.connector());

    assertThat(read.getInt("camel.error.handler.max.redeliveries")).isEqualTo(-1);
    assertThat(read.getBoolean("camel.map.headers")).isFalse();
  }

  @Test
  void itSignsInAsTheGatewayAndItsShareIsItsOwn() {
    assertThat(settings.connector())
        .containsEntry("topics", "peer-topic")
        .containsEntry("camel.source.path.topic", "$share/peer/vigie/v1/+/+")
        .containsEntry(ENDPOINT + "clientId", "vigie-gateway-peer-0")
        .containsEntry(ENDPOINT + "userName", "someone")
        .containsEntry(ENDPOINT + "qos", "1")
        .containsEntry(ENDPOINT + "cleanStart", "false")
        .containsEntry(ENDPOINT + "receiveMaximum", "1000")
        .containsEntry(ENDPOINT + "keepAliveInterval", "3600");
  }

  @Test
  void camelFindsShareAndPasswordAsTheyAre() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      String url =
          TaskHelper.buildUrl(
              camel, settings.connector(), "paho-mqtt5", ENDPOINT, "camel.source.path.");

      assertThat(url)
          .startsWith("paho-mqtt5:$share/peer/vigie/v1/+/+?")
          .contains("password=RAW(a+b&c)");
    }
  }
}
