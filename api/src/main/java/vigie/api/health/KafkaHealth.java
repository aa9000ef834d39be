package vigie.api.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import vigie.api.ApiConfig;

/** Whether Kafka would take the next record. */
@Singleton
public final class KafkaHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Admin admin;

  /** Connects in the background. */
  public KafkaHealth(ApiConfig config) {
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.kafkaBootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "vigie-api-health"));
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromFuture(
            () ->
                admin
                    .describeCluster(
                        new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .nodes()
                    .toCompletionStage()
                    .toCompletableFuture())
        .timeout(PATIENCE)
        .map(
            nodes ->
                HealthResult.builder("kafka", HealthStatus.UP)
                    .details(Map.of("brokers", nodes.size()))
                    .build())
        .onErrorResume(
            failure ->
                Mono.just(
                    HealthResult.builder("kafka", HealthStatus.DOWN)
                        .details(Map.of("cause", failure.getClass().getSimpleName()))
                        .build()));
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
