package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttBrokerConfigTest {
  private static final String PACE = "VIGIE_MQTT_DEVICE_MESSAGES_PER_SECOND";

  @Test
  void aDeviceMaySendAHundredMessagesASecondUnlessToldOtherwise(@TempDir Path folder)
      throws IOException {
    assertThat(with(folder, Map.of()).deviceMessagesPerSecond()).isEqualTo(100);
    assertThat(with(folder, Map.of(PACE, "")).deviceMessagesPerSecond()).isEqualTo(100);
    assertThat(with(folder, Map.of(PACE, "7")).deviceMessagesPerSecond()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1000001", "many", "1.5"})
  void aPaceThatMakesNoSenseIsRefusedByItsName(String pace, @TempDir Path folder) {
    assertThatThrownBy(() -> with(folder, Map.of(PACE, pace)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(PACE)
        .hasMessageContaining(pace);
  }

  @Test
  void aPortThatIsNoneIsRefusedByItsName(@TempDir Path folder) {
    assertThatThrownBy(() -> with(folder, Map.of("VIGIE_MQTT_PORT", "0")))
        .hasMessageContaining("VIGIE_MQTT_PORT");
  }

  @Test
  @Tag("C-98")
  void inProductionTheBindingsDoNotComeInClear(@TempDir Path folder) throws IOException {
    Map<String, String> closed = Map.of("VIGIE_MODE", "production");
    assertThat(with(folder, closed).kafkaBootstrapServers()).isEqualTo("127.0.0.1:9092");

    Map<String, String> open = new HashMap<>(closed);
    open.put("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka.clinic.test:9092");
    assertThatThrownBy(() -> with(folder, open))
        .hasMessageContaining("production does not start: VIGIE_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void itsTextKeepsTheSecrets(@TempDir Path folder) throws IOException {
    assertThat(with(folder, Map.of())).asString().contains("vigie-gateway").doesNotContain("hush");
  }

  private static MqttBrokerConfig with(Path folder, Map<String, String> more) throws IOException {
    Path services = Files.writeString(folder.resolve("services"), "vigie-gateway=hush");
    Map<String, String> environment = new HashMap<>(more);
    environment.put("VIGIE_DATA", folder.toString());
    environment.put("VIGIE_MQTT_SERVICES", services.toString());
    return MqttBrokerConfig.of(environment);
  }
}
