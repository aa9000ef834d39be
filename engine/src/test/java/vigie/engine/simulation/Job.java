package vigie.engine.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vigie.engine.AlertInput;
import vigie.engine.Decisions;
import vigie.engine.InMemoryPatient;
import vigie.engine.PatientAlerts;
import vigie.engine.PatientKey;
import vigie.engine.ReadingFate;

/**
 * Runs the core as AlertJob does: a memory and one timer for each patient, the timer moved only
 * when the core says that times have changed, and all of it in a checkpoint.
 */
final class Job {
  /** All that outlives a crash. */
  record Checkpoint(Map<PatientKey, InMemoryPatient> memories, Map<PatientKey, Long> timers) {}

  private final Core core;
  private final Decisions out = new Decisions();
  private final Map<PatientKey, InMemoryPatient> memories = new LinkedHashMap<>();
  private final Map<PatientKey, Long> timers = new HashMap<>();
  private @Nullable ReadingFate fate;

  Job(Core core) {
    this.core = core;
  }

  /** What this led to; valid until the next step. */
  Decisions take(AlertInput input, long now) {
    out.clear();
    fate = core.take(memory(input.patient()), input, now, out);
    setTimer(input.patient());
    return out;
  }

  /** The patient's timer fires now. */
  Decisions wake(PatientKey patient, long now) {
    out.clear();
    timers.remove(patient);
    core.wake(memory(patient), now, out);
    setTimer(patient);
    return out;
  }

  /** What became of the last reading. */
  @Nullable ReadingFate fate() {
    return fate;
  }

  private void setTimer(PatientKey patient) {
    if (out.timesChanged) {
      long wanted = PatientAlerts.wakeAt(memory(patient));
      if (wanted == Long.MAX_VALUE) {
        timers.remove(patient);
      } else {
        timers.put(patient, wanted);
      }
    }
  }

  InMemoryPatient memory(PatientKey patient) {
    return memories.computeIfAbsent(patient, key -> new InMemoryPatient());
  }

  @Nullable Long timer(PatientKey patient) {
    return timers.get(patient);
  }

  /** Whose timer is the first; null when there is none. */
  @Nullable PatientKey next() {
    PatientKey next = null;
    for (PatientKey patient : memories.keySet()) {
      Long time = timers.get(patient);
      if (time != null && (next == null || time < Objects.requireNonNull(timers.get(next)))) {
        next = patient;
      }
    }
    return next;
  }

  Checkpoint checkpoint() {
    return new Checkpoint(copy(memories), new HashMap<>(timers));
  }

  /** Begins again from there; the checkpoint may be needed once more. */
  void restore(Checkpoint checkpoint) {
    memories.clear();
    memories.putAll(copy(checkpoint.memories));
    timers.clear();
    for (PatientKey patient : memories.keySet()) {
      Long timer = core.restored(checkpoint.timers.get(patient));
      if (timer != null) {
        timers.put(patient, timer);
      }
    }
  }

  private static Map<PatientKey, InMemoryPatient> copy(Map<PatientKey, InMemoryPatient> memories) {
    Map<PatientKey, InMemoryPatient> copy = new LinkedHashMap<>();
    memories.forEach((patient, memory) -> copy.put(patient, StateCopy.of(memory)));
    return copy;
  }
}
