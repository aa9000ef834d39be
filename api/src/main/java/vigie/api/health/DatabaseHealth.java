package vigie.api.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vigie.api.store.JdbcDatabase;

/** Whether the store would answer the next question. */
@Singleton
public final class DatabaseHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JdbcDatabase database;

  /** Wired by the program. */
  public DatabaseHealth(JdbcDatabase database) {
    this.database = database;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromCallable(
            () -> database.query("SELECT 1", JdbcDatabase.Parameters.NONE, row -> row.getInt(1)))
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(PATIENCE)
        .map(any -> HealthResult.builder("database", HealthStatus.UP).build())
        .onErrorResume(
            failure ->
                Mono.just(
                    HealthResult.builder("database", HealthStatus.DOWN)
                        .details(Map.of("cause", failure.getClass().getSimpleName()))
                        .build()));
  }
}
