package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSettingsTest {
  private static final String URL = "VIGIE_PEOPLE_MQTT_URL";

  @Test
  void withoutABrokerNobodyIsReachedThisWay() {
    assertThat(MqttSettings.of(Map.of()))
        .isEqualTo(new MqttSettings(null, "vigie-notify", "", null));
  }

  @Test
  void everySettingIsReadAndThePasswordIsNotTold() {
    MqttSettings settings =
        MqttSettings.of(
            Map.of(
                URL,
                "ssl://broker:8883",
                "VIGIE_PEOPLE_MQTT_USERNAME",
                "us",
                "VIGIE_PEOPLE_MQTT_PASSWORD",
                "hush",
                "VIGIE_PEOPLE_MQTT_CA",
                "/etc/ca.pem"));
    assertThat(settings)
        .isEqualTo(new MqttSettings("ssl://broker:8883", "us", "hush", Path.of("/etc/ca.pem")));
    assertThat(settings.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker:1883", "http://broker:1883", "tcp://broker", "tcp://b:1883/x"})
  void anAddressThatIsNoBrokersIsRefusedByItsName(String url) {
    assertThatThrownBy(() -> MqttSettings.of(Map.of(URL, url)))
        .hasMessageContaining(URL)
        .hasMessageContaining(url)
        .hasMessageContaining("tcp://host:1883");
  }
}
