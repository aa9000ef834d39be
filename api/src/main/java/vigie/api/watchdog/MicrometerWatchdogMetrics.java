package vigie.api.watchdog;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** Test alerts in Prometheus' registry, apart from those of patients. */
@Singleton
final class MicrometerWatchdogMetrics {
  private final MeterRegistry registry;

  MicrometerWatchdogMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void arrived(Duration took) {
    Timer.builder("vigie.watchdog.arrived")
        .description("from the begin of a test alert to its message, to the second")
        .register(registry)
        .record(took);
  }

  void lost(Probe.Place place) {
    registry
        .counter("vigie.watchdog.lost", "place", place.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
