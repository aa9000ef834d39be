package vigie.api.watchdog;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import vigie.api.ApiConfig;

/**
 * How the last test alerts fared, in the answer of {@code /health}. Always UP: this program answers
 * although alerts do not arrive, and must not be taken out of service for it; {@code alerts} says
 * ARRIVE, LOST, UNKNOWN before the first, or OFF.
 */
@Singleton
final class WatchdogHealth implements HealthIndicator {
  private final WatchdogState state;
  private final boolean on;

  WatchdogHealth(WatchdogState state, ApiConfig config) {
    this.state = state;
    this.on = config.watchdog().on();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () -> {
          Map<String, Object> words = state.words();
          Map<String, Object> details = new LinkedHashMap<>();
          details.put(
              "alerts",
              !on ? "OFF" : state.alarmed() ? "LOST" : words.isEmpty() ? "UNKNOWN" : "ARRIVE");
          details.putAll(words);
          return HealthResult.builder("watchdog", HealthStatus.UP).details(details).build();
        });
  }
}
