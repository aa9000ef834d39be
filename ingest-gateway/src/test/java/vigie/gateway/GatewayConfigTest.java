package vigie.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.gateway.mqtt.MqttSettings;

class GatewayConfigTest {
  @Test
  void defaults() {
    assertThat(GatewayConfig.of(Map.of()))
        .isEqualTo(
            new GatewayConfig(
                "127.0.0.1:9092",
                "0",
                1,
                new MqttSettings(
                    "tcp://127.0.0.1:1883",
                    "",
                    "",
                    "$share/gateway/vigie/v1/+/+",
                    1_000,
                    Duration.ofSeconds(10),
                    Duration.ofDays(7),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10)),
                8082,
                Duration.ofSeconds(10),
                Duration.ofMillis(2),
                64 << 20,
                256 << 10,
                Path.of(".vigie/patient-keys")));
  }

  @Test
  void everyNameIsRead() {
    assertThat(
            GatewayConfig.of(
                Map.ofEntries(
                    Map.entry("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka:1"),
                    Map.entry("VIGIE_MQTT_URL", "tcp://mqtt:2"),
                    Map.entry("VIGIE_MQTT_USERNAME", "who"),
                    Map.entry("VIGIE_MQTT_PASSWORD", "pass"),
                    Map.entry("VIGIE_GATEWAY_PORT", "3"),
                    Map.entry("VIGIE_GATEWAY_REPLICA", "b"),
                    Map.entry("VIGIE_GATEWAY_CONNECTIONS", "2"),
                    Map.entry("VIGIE_GATEWAY_RECEIVE_MAXIMUM", "50"),
                    Map.entry("VIGIE_GATEWAY_KEEP_ALIVE", "PT2S"),
                    Map.entry("VIGIE_GATEWAY_SESSION_EXPIRY", "PT1H"),
                    Map.entry("VIGIE_GATEWAY_SILENCE", "PT9S"),
                    Map.entry("VIGIE_GATEWAY_DELIVERY_TIMEOUT", "PT3S"),
                    Map.entry("VIGIE_GATEWAY_LINGER", "PT0S"),
                    Map.entry("VIGIE_GATEWAY_BUFFER_BYTES", "2000000"),
                    Map.entry("VIGIE_GATEWAY_PAYLOAD_BYTES", "2000"),
                    Map.entry("VIGIE_PATIENT_KEYS_FILE", "/run/keys"))))
        .isEqualTo(
            new GatewayConfig(
                "kafka:1",
                "b",
                2,
                new MqttSettings(
                    "tcp://mqtt:2",
                    "who",
                    "pass",
                    "$share/gateway/vigie/v1/+/+",
                    50,
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(3)),
                3,
                Duration.ofSeconds(3),
                Duration.ZERO,
                2_000_000,
                2_000,
                Path.of("/run/keys")));
  }

  @Test
  void anOffsetMovesEveryPort() {
    GatewayConfig config = GatewayConfig.of(Map.of("VIGIE_PORT_OFFSET", "2000"));
    assertThat(config.kafkaBootstrapServers()).isEqualTo("127.0.0.1:11092");
    assertThat(config.mqtt().url()).isEqualTo("tcp://127.0.0.1:3883");
    assertThat(config.managementPort()).isEqualTo(10082);
  }

  @ParameterizedTest
  @CsvSource({
    "VIGIE_PORT_OFFSET, many",
    "VIGIE_PORT_OFFSET, 60000",
    "VIGIE_GATEWAY_PORT, -1",
    "VIGIE_MQTT_URL, 127.0.0.1:1883",
    "VIGIE_MQTT_URL, http://a:1",
    "VIGIE_MQTT_URL, tcp://a:1/x",
    "VIGIE_GATEWAY_REPLICA, a b",
    "VIGIE_GATEWAY_CONNECTIONS, 0",
    "VIGIE_GATEWAY_RECEIVE_MAXIMUM, 65536",
    "VIGIE_GATEWAY_KEEP_ALIVE, PT0S",
    "VIGIE_GATEWAY_SESSION_EXPIRY, PT0S",
    "VIGIE_GATEWAY_SILENCE, soon",
    "VIGIE_GATEWAY_DELIVERY_TIMEOUT, PT0.5S",
    "VIGIE_GATEWAY_LINGER, PT-1S",
    "VIGIE_GATEWAY_BUFFER_BYTES, 1",
    "VIGIE_GATEWAY_PAYLOAD_BYTES, 9999999",
  })
  void whatCannotBeUsedIsNamedWithItsRemedy(String name, String value) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> GatewayConfig.of(Map.of(name, value)))
        .withMessageContaining(name)
        .withMessageContaining(value)
        .withMessageContaining("Set ");
  }

  @ParameterizedTest
  @Tag("C-98")
  @CsvSource({
    "VIGIE_KAFKA_BOOTSTRAP_SERVERS, kafka.clinic.test:9092",
    "VIGIE_MQTT_URL, tcp://mqtt.clinic.test:1883",
    "VIGIE_MQTT_PASSWORD, ''",
    "VIGIE_MODE, live",
  })
  void inProductionNoWayIsOpen(String name, String value) {
    Map<String, String> environment =
        new HashMap<>(Map.of("VIGIE_MODE", "production", "VIGIE_MQTT_PASSWORD", "hush"));
    assertThat(GatewayConfig.of(environment).mqtt().url()).isEqualTo("tcp://127.0.0.1:1883");
    environment.put(name, value);

    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> GatewayConfig.of(environment))
        .withMessageContaining(name)
        .withMessageContaining("production");
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(GatewayConfig.of(Map.of("VIGIE_MQTT_PASSWORD", "hush")).toString())
        .doesNotContain("hush");
  }
}
