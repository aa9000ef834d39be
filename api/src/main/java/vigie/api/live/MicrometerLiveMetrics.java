package vigie.api.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Live feed figures in Prometheus' registry. */
@Singleton
final class MicrometerLiveMetrics implements LiveMetrics {
  private final Timer alertToFrame;
  private final Counter unreadableAlerts;
  private final Counter unreadableReadings;
  private final Clock clock;

  MicrometerLiveMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    alertToFrame =
        Timer.builder("vigie.live.alert.delay")
            .description("from the decision of an alert to its frame on a stream")
            .publishPercentiles(0.5, 0.99, 0.999)
            .register(registry);
    unreadableAlerts = unreadable(registry, "alert");
    unreadableReadings = unreadable(registry, "reading");
  }

  private static Counter unreadable(MeterRegistry registry, String feed) {
    return Counter.builder("vigie.live.unreadable")
        .description("records that could not be read")
        .tag("feed", feed)
        .register(registry);
  }

  @Override
  public void alertFramed(Instant decidedAt) {
    Duration delay = Duration.between(decidedAt, clock.instant());
    alertToFrame.record(delay.isNegative() ? Duration.ZERO : delay);
  }

  @Override
  public void unreadable(Feed feed) {
    (feed == Feed.ALERT ? unreadableAlerts : unreadableReadings).increment();
  }
}
