package vigie.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vigie.local.FlinkSettings;

class ExtensionsIT {

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final MqttExtension mqtt = new MqttExtension();

  @RegisterExtension
  static final FlinkExtension flink = new FlinkExtension(List.of(), FlinkSettings.DEFAULT);

  @RegisterExtension static final DatabaseExtension database = new DatabaseExtension();

  @Test
  void theBrokerAnswers() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void theGatewaySignsIn() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(mqtt.gatewayUser());
    options.setPassword(mqtt.gatewaySecret().getBytes(StandardCharsets.UTF_8));
    MqttClient client =
        new MqttClient(mqtt.url(), mqtt.gatewayUser() + "-1", new MemoryPersistence());
    client.connect(options);
    assertThat(client.isConnected()).isTrue();
    client.disconnect();
    client.close();
  }

  @Test
  void theClusterHasATaskManager() {
    assertThat(flink.cluster().taskManager().problem()).isEmpty();
  }

  @Test
  void theDatabaseIsFreshAndHasTheExtension() throws Exception {
    assertThat(database.jdbcUrl()).contains("/t_");
    assertThat(database.database().timescaleVersion()).isPresent();
  }
}
