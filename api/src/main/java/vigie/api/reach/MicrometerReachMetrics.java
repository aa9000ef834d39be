package vigie.api.reach;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** How many patients the last check found nobody for, in Prometheus' registry; NaN before one. */
@Singleton
final class MicrometerReachMetrics {
  private final Map<Reach.Finding, AtomicReference<Double>> found =
      new EnumMap<>(Reach.Finding.class);

  MicrometerReachMetrics(MeterRegistry registry) {
    for (Reach.Finding finding : Reach.Finding.values()) {
      AtomicReference<Double> patients = new AtomicReference<>(Double.NaN);
      found.put(finding, patients);
      Gauge.builder("vigie.reach.unreachable", patients, AtomicReference::get)
          .description("patients for whom nobody could be reached, by the last check")
          .tag("finding", finding.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void checked(Map<Reach.Finding, Long> counts) {
    found.forEach(
        (finding, patients) -> patients.set(counts.getOrDefault(finding, 0L).doubleValue()));
  }
}
