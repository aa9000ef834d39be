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
 * when the core says that times have changed, what is due decided as of then and an input as of
 * when it was appended, unless the patient's time has gone on, and all of it in a checkpoint.
 */
final class Job {
  /** All that outlives a crash. */
  record Checkpoint(
      Map<PatientKey, InMemoryPatient> memories,
      Map<PatientKey, Long> timers,
      Map<PatientKey, Long> seen) {}

  private final Core core;
  private final Decisions out = new Decisions();
  private final Map<PatientKey, InMemoryPatient> memories = new LinkedHashMap<>();
  private final Map<PatientKey, Long> timers = new HashMap<>();
  private final Map<PatientKey, Long> seen = new HashMap<>();
  private @Nullable ReadingFate fate;
  private long decidedAt;

  Job(Core core) {
    this.core = core;
  }

  /** What this led to by the clock; valid until the next step. */
  Decisions take(Arrival arrival, long clock) {
    AlertInput input = arrival.input();
    begin(input.patient(), arrival.at(), clock);
    fate = core.take(memory(input.patient()), input, decidedAt, out);
    end(input.patient());
    return out;
  }

  /** The patient's timer fires. */
  Decisions wake(PatientKey patient, long clock) {
    begin(patient, Objects.requireNonNull(timers.remove(patient)), clock);
    core.wake(memory(patient), decidedAt, out);
    end(patient);
    return out;
  }

  private void begin(PatientKey patient, long at, long clock) {
    out.clear();
    out.clock = clock;
    decidedAt = Math.max(at, seen.getOrDefault(patient, at));
  }

  private void end(PatientKey patient) {
    setTimer(patient);
    if (out.timesChanged || !out.transitions.isEmpty() || !out.notifications.isEmpty()) {
      if (timers.containsKey(patient)) {
        seen.put(patient, decidedAt);
      } else {
        seen.remove(patient);
      }
    }
  }

  /** As of when the last step was decided. */
  long decidedAt() {
    return decidedAt;
  }

  /** What became of the last reading. */
  @Nullable ReadingFate fate() {
    return fate;
  }

  private void setTimer(PatientKey patient) {
    if (out.timesChanged || out.commandsWait) {
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

  /** Whether the patient's timer fires before this is taken. */
  boolean firesBefore(Arrival arrival) {
    Long due = timers.get(arrival.input().patient());
    return due != null && core.comesFirst(due, arrival.at());
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
    return new Checkpoint(copy(memories), new HashMap<>(timers), new HashMap<>(seen));
  }

  /** Begins again from there; the checkpoint may be needed once more. */
  void restore(Checkpoint checkpoint) {
    memories.clear();
    memories.putAll(copy(checkpoint.memories));
    seen.clear();
    seen.putAll(checkpoint.seen);
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
