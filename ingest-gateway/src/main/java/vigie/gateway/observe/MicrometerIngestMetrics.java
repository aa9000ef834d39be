package vigie.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import vigie.intake.IntakeResult;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** The counters as Micrometer meters, named {@code vigie.gateway.…}. */
public final class MicrometerIngestMetrics implements IngestMetrics {
  private static final String PREFIX = "vigie.gateway.";

  private final LongAdder inFlight = new LongAdder();
  private final Counter messagesReceived;
  private final Counter messagesAcknowledged;
  private final Counter received;
  private final Counter accepted;
  private final Counter failed;
  private final Counter droppedFields;
  private final Counter correctedTimes;
  private final Counter connectionsEnded;
  private final Timer latency;
  private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

  /** Registers every meter, so that each shows from the start. */
  public MicrometerIngestMetrics(MeterRegistry registry) {
    messagesReceived = registry.counter(PREFIX + "messages.received");
    messagesAcknowledged = registry.counter(PREFIX + "messages.acknowledged");
    received = registry.counter(PREFIX + "readings.received");
    accepted = registry.counter(PREFIX + "readings.accepted");
    failed = registry.counter(PREFIX + "readings.failed");
    droppedFields = registry.counter(PREFIX + "fields.dropped");
    correctedTimes = registry.counter(PREFIX + "times.corrected");
    connectionsEnded = registry.counter(PREFIX + "mqtt.connections.ended");
    for (RejectionReason reason : RejectionReason.values()) {
      rejected.put(reason, registry.counter(PREFIX + "readings.rejected", "reason", reason.name()));
    }
    Gauge.builder(PREFIX + "readings.in.flight", inFlight, LongAdder::sum).register(registry);
    latency =
        Timer.builder(PREFIX + "latency")
            .description("from a message's arrival to Kafka's acknowledgement of all of it")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
    FunctionCounter.builder(
            "process.cpu", ManagementFactory.getOperatingSystemMXBean(), bean -> cpuSeconds(bean))
        .baseUnit("seconds")
        .description("processor time used by this process")
        .register(registry);
  }

  @Override
  public void received(IntakeResult result) {
    messagesReceived.increment();
    received.increment(result.received());
    inFlight.add(result.received());
    if (result.droppedFields() > 0) {
      droppedFields.increment(result.droppedFields());
    }
    if (result.correctedTimes() > 0) {
      correctedTimes.increment(result.correctedTimes());
    }
  }

  @Override
  public void kept(IntakeResult result, long nanos) {
    inFlight.add(-result.received());
    accepted.increment(result.accepted().size());
    for (RejectedReading reading : result.rejected()) {
      Counter counter = rejected.get(reading.reason());
      if (counter != null) {
        counter.increment();
      }
    }
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void failed(IntakeResult result) {
    inFlight.add(-result.received());
    failed.increment(result.received());
  }

  @Override
  public void acknowledged(int messages) {
    messagesAcknowledged.increment(messages);
  }

  @Override
  public void connectionEnded() {
    connectionsEnded.increment();
  }

  private static double cpuSeconds(java.lang.management.OperatingSystemMXBean bean) {
    return bean instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
