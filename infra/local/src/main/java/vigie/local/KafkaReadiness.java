package vigie.local;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks a broker for its cluster's metadata; a broker that is fenced is not among the nodes. */
final class KafkaReadiness implements Readiness {

  private static final int TIMEOUT_MILLIS = 2_000;

  private final int port;

  KafkaReadiness(int port) {
    this.port = port;
  }

  @Override
  public Optional<String> problem() {
    if (!TcpProbe.listens(port)) {
      return Optional.of("nothing listens on port " + port);
    }
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    Admin admin = Admin.create(settings);
    try {
      int nodes = admin.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).size();
      return nodes == 0 ? Optional.of("the broker is not registered yet") : Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of("no answer to a metadata request: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } finally {
      admin.close(Duration.ZERO);
    }
  }
}
