package vigie.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTopicTest {
  @Test
  void deviceAndFormatAreItsLevels() {
    assertThat(DeviceTopic.parse("vigie/v1/watch-01/json"))
        .isEqualTo(new DeviceTopic("watch-01", "json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vigie/v1",
        "vigie/v1/",
        "vigie/v1/watch-01",
        "vigie/v1/watch-01/",
        "vigie/v1//json",
        "vigie/v1/watch-01/json/",
        "vigie/v1/watch-01/down/x",
        "vigie/v2/watch-01/json"
      })
  void otherTopicsAreNoDevices(String topic) {
    assertThat(DeviceTopic.parse(topic)).isNull();
  }
}
