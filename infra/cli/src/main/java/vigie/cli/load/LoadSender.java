package vigie.cli.load;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;
import vigie.cli.device.MqttFleet;

/**
 * Sends by the clock, whatever comes back: each message has its time, and latency is counted from
 * that time, so that a slow answer delays no other measurement.
 */
final class LoadSender {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(30);
  private static final int DIGITS = 3;
  private static final double IMPLAUSIBLE = 900;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int PROGRESS_SECONDS = 5;

  private final LoadOptions options;
  private final LoadPlan plan;
  private final LoadSchedule schedule;
  private final LoadOracle oracle;
  private final MqttFleet fleet;
  private final List<String> devices;
  private final Clock clock;
  private final Consumer<String> progress;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Set<Sent> acknowledgedReadings = ConcurrentHashMap.newKeySet();
  private final AtomicLong failed = new AtomicLong();
  private final Map<LoadPhase, Histogram> acknowledgementMicros = new EnumMap<>(LoadPhase.class);
  private final AtomicLong good = new AtomicLong();
  private final long[] lastMillis;
  private long spoilt;
  private long published;
  private long behindNanosMax;
  private double sendingSeconds;

  /** A good reading: whose, and its effective time. */
  record Sent(UUID patient, Instant effective) {}

  LoadSender(
      LoadOptions options,
      LoadOracle oracle,
      MqttFleet fleet,
      List<String> devices,
      Clock clock,
      Consumer<String> progress) {
    this.options = options;
    this.plan = new LoadPlan(options);
    this.lastMillis = new long[options.patients()];
    this.schedule = new LoadSchedule(options);
    this.oracle = oracle;
    this.fleet = fleet;
    this.devices = List.copyOf(devices);
    this.clock = clock;
    this.progress = progress;
    for (LoadPhase phase : LoadPhase.values()) {
      acknowledgementMicros.put(phase, new ConcurrentHistogram(HIGHEST_MICROS, DIGITS));
    }
  }

  /** Sends everything; returns when the last message is sent, and the surge is over. */
  void send(Surge surge) throws InterruptedException {
    long start = System.nanoTime();
    LoadPhase before = null;
    for (long number = 0; number < schedule.messages(); number++) {
      LoadPhase phase = schedule.phase(number);
      if (phase == LoadPhase.AFTER && surge.over()) {
        break;
      }
      if (phase != before) {
        surge.entered(phase);
        before = phase;
      }
      long scheduled = start + schedule.dueNanos(number);
      for (long wait = scheduled - System.nanoTime(); wait > 0; ) {
        LockSupport.parkNanos(wait);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        wait = scheduled - System.nanoTime();
      }
      if (phase == LoadPhase.SUSTAINED) {
        behindNanosMax = Math.max(behindNanosMax, System.nanoTime() - scheduled);
      }
      sendOne(plan.message(number), scheduled, phase);
      if ((number + 1) % ((long) options.rate() * PROGRESS_SECONDS) == 0) {
        progress.accept(
            "%,d sent, %,d acknowledged, %,d of %,d alerts raised"
                .formatted(published, acknowledged.get(), oracle.raised(), oracle.expected()));
      }
    }
    sendingSeconds = (System.nanoTime() - start) / (double) NANOS;
  }

  long published() {
    return published;
  }

  /** Good messages sent so far; for any thread. */
  long good() {
    return good.get();
  }

  long spoilt() {
    return spoilt;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long failed() {
    return failed.get();
  }

  /** The good readings that the broker has acknowledged; the caller's own to change. */
  Set<Sent> acknowledgedReadings() {
    return new HashSet<>(acknowledgedReadings);
  }

  boolean answered() {
    return acknowledged.get() + failed.get() >= published;
  }

  double behindMillisMax() {
    return behindNanosMax / 1e6;
  }

  double sendingSeconds() {
    return sendingSeconds;
  }

  Latencies acknowledgement(LoadPhase phase) {
    return Latencies.of(acknowledgements(phase));
  }

  private Histogram acknowledgements(LoadPhase phase) {
    return Objects.requireNonNull(acknowledgementMicros.get(phase));
  }

  private void sendOne(LoadPlan.Planned planned, long scheduled, LoadPhase phase) {
    String device = devices.get(planned.patient());
    Instant effective = nextTime(planned.patient());
    byte[] payload = payload(planned, device, effective);
    if (planned.fault() == LoadPlan.Fault.NONE) {
      oracle.sent(planned.patient(), planned.value(), effective, scheduled, phase);
      good.incrementAndGet();
    } else {
      spoilt++;
    }
    published++;
    var unused =
        fleet
            .device(device)
            .publish(payload)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    failed.incrementAndGet();
                    return;
                  }
                  acknowledged.incrementAndGet();
                  if (planned.fault() == LoadPlan.Fault.NONE) {
                    acknowledgedReadings.add(
                        new Sent(oracle.patient(planned.patient()), effective));
                  }
                  long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - scheduled);
                  acknowledgements(phase).recordValue(Math.min(HIGHEST_MICROS, micros));
                });
  }

  /** Of a time of its own, also when a sender that was late sends two in one millisecond. */
  private Instant nextTime(int patient) {
    lastMillis[patient] = Math.max(clock.millis(), lastMillis[patient] + 1);
    return Instant.ofEpochMilli(lastMillis[patient]);
  }

  private static byte[] payload(LoadPlan.Planned planned, String device, Instant effective) {
    return switch (planned.fault()) {
      case NONE -> reading(device, "heart-rate", planned.value(), effective);
      case IMPLAUSIBLE -> reading(device, "heart-rate", IMPLAUSIBLE, effective);
      case UNKNOWN_METRIC -> reading(device, "no-such-metric", planned.value(), effective);
      case MALFORMED -> "{\"ts\":".getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] reading(String device, String metric, double value, Instant effective) {
    return JsonPayload.of(List.of(DeviceReading.instant(device, metric, value, "bpm", effective)));
  }
}
