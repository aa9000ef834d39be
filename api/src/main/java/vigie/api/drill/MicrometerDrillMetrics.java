package vigie.api.drill;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import vigie.alert.Delivery.Channel;
import vigie.alert.Delivery.Outcome;

/** Messages of drills in Prometheus' registry, apart from those of alerts. */
@Singleton
final class MicrometerDrillMetrics {
  private final MeterRegistry registry;

  MicrometerDrillMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void sent(Channel channel, Outcome outcome) {
    registry
        .counter(
            "vigie.drill.messages",
            "channel",
            channel.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
