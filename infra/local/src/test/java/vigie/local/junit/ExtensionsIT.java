package vigie.local.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExtensionsIT {

  @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
  @RegisterExtension static final DatabaseExtension database = new DatabaseExtension();

  @Test
  void theBrokerAnswers() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }

  @Test
  void theDatabaseIsFreshAndHasTheExtension() throws Exception {
    assertThat(database.jdbcUrl()).contains("/t_");
    assertThat(database.database().timescaleVersion()).isPresent();
  }
}
