package vigie.cli.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import vigie.cli.client.AlertFrame;
import vigie.cli.client.ApiException;
import vigie.cli.device.AcknowledgedPublishing;
import vigie.cli.device.DeviceReading;
import vigie.cli.device.JsonPayload;

/**
 * How soon a changed limit holds: while the load runs, the physician lowers the limit of one
 * patient after another, and from the API's answer on that patient's device sends, every 20 ms, a
 * value between the old limit and the new one, until the alert that comes of it is read from the
 * feed. Timed from the answer to the frame; the new limit's version must stand on the alert. The
 * patients are others than the load's.
 */
final class RuleChanges implements AutoCloseable {
  /** The limit before the change, /min. */
  static final double BEFORE = 130;

  /** Above the new limit, which is {@link LoadPlan#LIMIT}, and below the old one, /min. */
  static final double BETWEEN = 120;

  private static final double CALM = 75;
  private static final Duration EVERY = Duration.ofMillis(20);
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(30);
  private static final int DIGITS = 3;

  private final UUID[] patients;
  private final List<String> devices;
  private final Limits limits;
  private final Function<String, AcknowledgedPublishing.Publisher> publishers;
  private final Duration patience;
  private final Clock clock;
  private final Consumer<String> progress;
  private final Histogram micros = new Histogram(HIGHEST_MICROS, DIGITS);
  private @Nullable Thread thread;
  private volatile @Nullable Change under;
  private volatile String failure = "";
  private int effective;
  private long lastMillis;

  /** Sets a patient's own limit. */
  @FunctionalInterface
  interface Limits {
    /**
     * Sets it, and waits for the answer.
     *
     * @param limit /min
     * @return the limit's version
     */
    int set(UUID patient, double limit);
  }

  /** Completed with the version on the first alert's frame, and when it came. */
  private record Change(UUID patient, CompletableFuture<Seen> seen) {}

  private record Seen(@Nullable Integer version, long nanos) {}

  /**
   * Does nothing before {@link #start}.
   *
   * @param patients one for each change
   * @param devices theirs, in the same order
   * @param publishers how a device publishes
   * @param patience how long an alert is waited for
   */
  RuleChanges(
      UUID[] patients,
      List<String> devices,
      Limits limits,
      Function<String, AcknowledgedPublishing.Publisher> publishers,
      Duration patience,
      Clock clock,
      Consumer<String> progress) {
    this.patients = patients.clone();
    this.devices = List.copyOf(devices);
    this.limits = limits;
    this.publishers = publishers;
    this.patience = patience;
    this.clock = clock;
    this.progress = progress;
  }

  /** Sets every patient's limit as it is before the change. */
  void prepare() {
    for (UUID patient : patients) {
      int unused = limits.set(patient, BEFORE);
    }
  }

  /**
   * Begins.
   *
   * @param delay until the span begins
   * @param over the span over which the changes are spread
   */
  void start(Duration delay, Duration over) {
    long begin = System.nanoTime() + delay.toNanos();
    Thread started = new Thread(() -> run(begin, over), "rule-changes");
    started.setDaemon(true);
    started.start();
    thread = started;
  }

  /** Told of every frame, with the time at which it came. */
  void frame(AlertFrame frame, long nanos) {
    Change change = under;
    if (change != null
        && frame.patient().equals(change.patient())
        && !frame.state().equals("RESOLVED")) {
      change.seen().complete(new Seen(frame.limitVersion(), nanos));
    }
  }

  /** Waits until the last one is over. */
  void await() throws InterruptedException {
    Thread started = thread;
    if (started != null) {
      started.join();
    }
  }

  /** Whether every change came to its alert; asked when they are over. */
  boolean good() {
    return failure.isEmpty() && effective == patients.length;
  }

  /** What came of it, by name in a fixed order; asked when they are over. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    if (patients.length > 0) {
      values.put("ruleChanges", patients.length);
      values.put("ruleChangesEffective", effective);
      values.put("ruleChangesFailure", failure);
      values.put("ruleEffectiveMillis", Latencies.of(micros));
    }
    return values;
  }

  @Override
  public void close() {
    Thread started = thread;
    if (started != null) {
      started.interrupt();
    }
  }

  private void run(long begin, Duration over) {
    try {
      for (int i = 0; i < patients.length; i++) {
        // In the middle of its share of the span, so that the last one falls into it as well.
        long due = begin + over.toNanos() * (2L * i + 1) / (2L * patients.length);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        change(patients[i], devices.get(i));
      }
      progress.accept("%,d of %,d rule changes held".formatted(effective, patients.length));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "did not end";
    } catch (RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  private void change(UUID patient, String device) throws InterruptedException {
    AcknowledgedPublishing.Publisher publisher = publishers.apply(device);
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    under = new Change(patient, seen);
    try {
      int version = limits.set(patient, LoadPlan.LIMIT);
      long answered = System.nanoTime();
      Seen first = send(publisher, device, seen, answered);
      if (first == null) {
        failure = "no alert came of version " + version + " within " + patience;
      } else if (first.version() == null || first.version() != version) {
        failure = "an alert came of version " + first.version() + " after " + version + " was set";
      } else {
        effective++;
        long took = TimeUnit.NANOSECONDS.toMicros(first.nanos() - answered);
        micros.recordValue(Math.min(HIGHEST_MICROS, took));
      }
    } catch (ApiException e) {
      failure = String.valueOf(e.getMessage());
    } finally {
      under = null;
      var unused = publisher.publish(payload(device, CALM));
    }
  }

  /** Sends until the alert is seen; null when it is not. */
  private @Nullable Seen send(
      AcknowledgedPublishing.Publisher publisher,
      String device,
      CompletableFuture<Seen> seen,
      long answered)
      throws InterruptedException {
    for (long sent = 0; System.nanoTime() - answered < patience.toNanos(); sent++) {
      var unused = publisher.publish(payload(device, BETWEEN));
      long next = answered + (sent + 1) * EVERY.toNanos();
      try {
        return seen.get(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // The next reading is due.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return null;
  }

  /** Of a time of its own. */
  private byte[] payload(String device, double value) {
    lastMillis = Math.max(clock.millis(), lastMillis + 1);
    return JsonPayload.of(
        List.of(
            DeviceReading.instant(
                device, "heart-rate", value, "bpm", Instant.ofEpochMilli(lastMillis))));
  }
}
