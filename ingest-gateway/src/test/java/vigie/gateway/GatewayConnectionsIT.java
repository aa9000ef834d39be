package vigie.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.local.junit.KafkaExtension;
import vigie.local.junit.MqttExtension;
import vigie.reading.Category;
import vigie.reading.DeviceId;
import vigie.reading.Reading;

/** A gateway with several connections, and one beside it, under one shared subscription. */
class GatewayConnectionsIT {
  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final MqttExtension mqtt = new MqttExtension();

  private static final int DEVICES = 12;
  private static final int READINGS = 30;

  @Test
  void eachReadingIsTakenOnceAndThoseOfADeviceInTheirOrder() {
    LiveStack stack = new LiveStack(kafka, mqtt);
    try (Gateway several = start(stack, "several", 3);
        Gateway beside = start(stack, "beside", 1)) {
      assertThat(several.health()).containsKeys("mqtt-0", "mqtt-1", "mqtt-2");
      assertThat(beside.health()).containsKey("mqtt-0").doesNotContainKey("mqtt-1");
      Map<DeviceId, MqttClient> devices = new HashMap<>();
      for (int i = 0; i < DEVICES; i++) {
        DeviceId device = stack.device(Category.HEART_RATE);
        devices.put(device, stack.connected(device));
      }
      long begin = Clock.systemUTC().millis() - Duration.ofMinutes(1).toMillis();
      List<Long> times = IntStream.range(0, READINGS).mapToObj(i -> begin + i).toList();
      for (long time : times) {
        devices.forEach((device, client) -> LiveStack.publish(client, device, heartRate(time)));
      }

      List<DeviceId> open = new ArrayList<>(devices.keySet());
      await()
          .atMost(LiveStack.PATIENCE)
          .until(
              () -> {
                open.removeIf(device -> stack.readings(device).size() >= READINGS);
                return open.isEmpty();
              });
      for (DeviceId device : devices.keySet()) {
        assertThat(stack.readings(device))
            .extracting((Reading reading) -> reading.effective().toEpochMilli())
            .containsExactlyElementsOf(times);
      }
    }
  }

  private static String heartRate(long time) {
    return "{\"ts\":" + time + ",\"values\":{\"hr\":72}}";
  }

  private static Gateway start(LiveStack stack, String replica, int connections) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("VIGIE_GATEWAY_REPLICA", replica);
    environment.put("VIGIE_GATEWAY_CONNECTIONS", Integer.toString(connections));
    Gateway gateway = Gateway.start(GatewayConfig.of(environment), Clock.systemUTC());
    await()
        .atMost(LiveStack.PATIENCE)
        .until(() -> gateway.health().values().stream().noneMatch(Optional::isPresent));
    return gateway;
  }
}
