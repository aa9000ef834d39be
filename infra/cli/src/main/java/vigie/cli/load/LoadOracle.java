package vigie.cli.load;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import vigie.alert.AlertTransition;
import vigie.cli.client.AlertFrame;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;

/**
 * Knows which alerts must be raised and when their readings were due to be sent, and compares with
 * the frames that come. Safe to use from many threads, but for {@link #sent}, which is for one.
 */
final class LoadOracle {
  private static final String FAMILY = "heart-rate-high";
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(30);
  private static final int DIGITS = 3;

  private final UUID[] patients;
  private final Instant begin;
  private final AlertModel[] models;
  private final Map<UUID, Due> expected = new ConcurrentHashMap<>();
  private final Set<UUID> raised = ConcurrentHashMap.newKeySet();
  private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
  private final Set<String> frames = ConcurrentHashMap.newKeySet();
  private final AtomicLong repeatedFrames = new AtomicLong();
  private final AtomicLong unexpected = new AtomicLong();
  private final AtomicLong expectedEnds = new AtomicLong();
  private final Map<LoadPhase, Histogram> latencyMicros = new EnumMap<>(LoadPhase.class);

  private record Due(long scheduledNanos, LoadPhase phase) {}

  /**
   * Of these patients.
   *
   * @param begin alerts that began earlier are an older run's, and what becomes of them is ignored
   */
  LoadOracle(UUID[] patients, Instant begin) {
    this.patients = patients.clone();
    this.begin = begin;
    this.models = new AlertModel[patients.length];
    for (LoadPhase phase : LoadPhase.values()) {
      latencyMicros.put(phase, new ConcurrentHistogram(HIGHEST_MICROS, DIGITS));
    }
    for (int i = 0; i < models.length; i++) {
      models[i] = new AlertModel();
    }
  }

  /** Whose the readings of this number are. */
  UUID patient(int number) {
    return patients[number];
  }

  /**
   * Told before a good reading is sent.
   *
   * @param effective as sent
   * @param scheduledNanos when it was due, by {@link System#nanoTime}
   * @param phase with which its alert's latency counts
   */
  void sent(int patient, double value, Instant effective, long scheduledNanos, LoadPhase phase) {
    switch (models[patient].next(value)) {
      case OPENS -> {
        UUID alert = AlertTransition.alertId(new PatientId(patients[patient]), FAMILY, effective);
        expected.put(alert, new Due(scheduledNanos, phase));
      }
      case ENDS -> expectedEnds.incrementAndGet();
      case NONE -> {
        // Nothing must come of it.
      }
    }
  }

  /** Told of every frame, with the time at which it came. */
  void frame(AlertFrame frame, long nanos) {
    if (frame.onset().isBefore(begin)) {
      return;
    }
    if (!frames.add(frame.alert() + "/" + frame.sequence())) {
      repeatedFrames.incrementAndGet();
      return;
    }
    Due due = expected.get(frame.alert());
    if (due == null) {
      // What is told of devices follows from the run's faults and outages, not from its readings.
      boolean technical = MetricCatalogue.standard().metric(frame.metric()).technical();
      if (isOurs(frame.patient()) && !technical) {
        unexpected.incrementAndGet();
      }
      return;
    }
    if (frame.state().equals("RESOLVED")) {
      ended.add(frame.alert());
    } else if (raised.add(frame.alert())) {
      long micros = TimeUnit.NANOSECONDS.toMicros(nanos - due.scheduledNanos());
      of(due.phase()).recordValue(Math.max(0, Math.min(HIGHEST_MICROS, micros)));
    }
  }

  boolean complete() {
    return raised.size() >= expected.size() && ended.size() >= expectedEnds.get();
  }

  int expected() {
    return expected.size();
  }

  int raised() {
    return raised.size();
  }

  long expectedEnds() {
    return expectedEnds.get();
  }

  int ended() {
    return ended.size();
  }

  long unexpected() {
    return unexpected.get();
  }

  long repeatedFrames() {
    return repeatedFrames.get();
  }

  Latencies latencies(LoadPhase phase) {
    return Latencies.of(of(phase));
  }

  private Histogram of(LoadPhase phase) {
    return Objects.requireNonNull(latencyMicros.get(phase));
  }

  private boolean isOurs(UUID patient) {
    for (UUID one : patients) {
      if (one.equals(patient)) {
        return true;
      }
    }
    return false;
  }
}
