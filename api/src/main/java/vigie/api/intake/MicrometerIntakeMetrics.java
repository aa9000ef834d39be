package vigie.api.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import vigie.intake.IntakeResult;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** The counters in Prometheus' registry, named {@code vigie.api.readings.…}. */
@Singleton
final class MicrometerIntakeMetrics implements IntakeMetrics {
  private static final String PREFIX = "vigie.api.readings.";

  private final Counter received;
  private final Counter accepted;
  private final Counter failed;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

  MicrometerIntakeMetrics(MeterRegistry registry) {
    received = registry.counter(PREFIX + "received");
    accepted = registry.counter(PREFIX + "accepted");
    failed = registry.counter(PREFIX + "failed");
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason, registry.counter(PREFIX + "rejected", "reason", reason.name()));
    }
  }

  @Override
  public void kept(IntakeResult result) {
    received.increment(result.received());
    accepted.increment(result.accepted().size());
    for (RejectedReading reading : result.rejected()) {
      Counter counter = rejected.get(reading.reason());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  @Override
  public void failed(IntakeResult result) {
    received.increment(result.received());
    failed.increment(result.received());
  }
}
