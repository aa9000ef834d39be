package vigie.api.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;
import vigie.api.alert.AlertTimes;

/** Notifier figures in Prometheus' registry. */
@Singleton
final class MicrometerNotifyMetrics implements NotifyMetrics {
  private final MeterRegistry registry;

  MicrometerNotifyMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void attempted(Notification notification, Delivery delivery) {
    if (SyntheticPeople.includes(notification.patient())) {
      return;
    }
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
      if (delivery.channel().decides() && AlertTimes.disclosed(notification)) {
        disclose(AlertTimes.of(notification.alert(), delivery.at()), notification.alert());
      }
    }
  }

  private void disclose(AlertTimes times, AlertTransition alert) {
    record(alert, "device_to_received", times.device(), times.received());
    record(alert, "received_to_decided", times.received(), times.decided());
    record(alert, "decided_to_delivered", times.decided(), times.delivered());
    record(alert, "device_to_delivered", times.device(), times.delivered());
  }

  private void record(
      AlertTransition alert, String stage, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null) {
      Duration delay = Duration.between(from, to);
      Timer.builder("vigie.alert.delay")
          .description("from the body to a channel's acceptance, of those who are told at once")
          .tag("severity", alert.severity().name().toLowerCase(Locale.ROOT))
          .tag("stage", stage)
          .publishPercentiles(0.5, 0.9, 0.99)
          .register(registry)
          .record(delay.isNegative() ? Duration.ZERO : delay);
    }
  }
}
