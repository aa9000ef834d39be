package vigie.api.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import vigie.alert.Delivery;
import vigie.alert.Notification;

/** Notifier figures in Prometheus' registry. */
@Singleton
final class MicrometerNotifyMetrics implements NotifyMetrics {
  private final MeterRegistry registry;

  MicrometerNotifyMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void attempted(Notification notification, Delivery delivery) {
    String channel = delivery.channel().name().toLowerCase(Locale.ROOT);
    registry
        .counter(
            "vigie.notify.attempts",
            "channel",
            channel,
            "outcome",
            delivery.outcome().name().toLowerCase(Locale.ROOT))
        .increment();
    if (delivery.outcome() == Delivery.Outcome.DELIVERED) {
      Duration delay = Duration.between(notification.decidedAt(), delivery.at());
      Timer.builder("vigie.notify.delivered.delay")
          .description("from the decision to notify to the channel's acceptance")
          .tag("channel", channel)
          .publishPercentiles(0.5, 0.99)
          .register(registry)
          .record(delay.isNegative() ? Duration.ZERO : delay);
    }
  }
}
