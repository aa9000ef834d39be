package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import vigie.engine.PatientKey;
import vigie.engine.PatientMemory;
import vigie.engine.WaitingCommand;
import vigie.engine.Watch;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;
import vigie.patient.PatientProfile;

/**
 * The memory of the patient whose input is being processed, in Flink's keyed state.
 *
 * <p>What was read or written of the latest patients is kept at hand: a monitor's readings come
 * several at a time, and in RocksDB each read is a search and a decoding. Every write goes to the
 * state at once. Before a checkpoint all that is at hand is let go, because from then on state on
 * the heap hands out copies, so that what the checkpoint writes stays as it was.
 */
final class FlinkPatientMemory implements PatientMemory {
  private static final ValueStateDescriptor<PatientProfile> PROFILE =
      new ValueStateDescriptor<>("profile", new FlinkRecordTypeInfo<>(RecordType.PATIENT));
  private static final MapStateDescriptor<String, Watch> WATCHES =
      new MapStateDescriptor<>("watches", Types.STRING, Types.POJO(Watch.class));
  private static final ListStateDescriptor<WaitingCommand> WAITING =
      new ListStateDescriptor<>("waiting-commands", Types.POJO(WaitingCommand.class));
  private static final ValueStateDescriptor<Long> WAKE_AT =
      new ValueStateDescriptor<>("wake-at", Types.LONG);
  private static final ValueStateDescriptor<Long> SEEN =
      new ValueStateDescriptor<>("seen", Types.LONG);

  /** A few messages' patients: those of one partition come one after the other. */
  private static final int LATEST = 64;

  private final ValueState<PatientProfile> profile;
  private final MapState<String, Watch> watches;
  private final ListState<WaitingCommand> waiting;
  private final ValueState<Long> wakeAt;
  private final ValueState<Long> seen;
  private final Map<PatientKey, AtHand> latest =
      new LinkedHashMap<>(2 * LATEST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PatientKey, AtHand> eldest) {
          return size() > LATEST;
        }
      };
  private AtHand current = new AtHand();

  /** What is known of one patient's state without asking for it. Null is known as well. */
  private static final class AtHand {
    final Held<PatientProfile> profile = new Held<>();
    final Held<Long> wakeAt = new Held<>();
    final Held<Long> seen = new Held<>();
    final Map<String, @Nullable Watch> watches = new HashMap<>();
  }

  private static final class Held<T> {
    private boolean known;
    private @Nullable T value;

    @Nullable T get(ValueState<T> state) {
      if (!known) {
        value = call(state::value);
        known = true;
      }
      return value;
    }

    void put(ValueState<T> state, @Nullable T changed) {
      if (changed == null) {
        state.clear();
      } else {
        run(() -> state.update(changed));
      }
      value = changed;
      known = true;
    }
  }

  FlinkPatientMemory(RuntimeContext context) {
    profile = context.getState(PROFILE);
    watches = context.getMapState(WATCHES);
    waiting = context.getListState(WAITING);
    wakeAt = context.getState(WAKE_AT);
    seen = context.getState(SEEN);
  }

  /** From here on it is about this patient, whose key is the state's current one. */
  void turnTo(PatientKey patient) {
    current = latest.computeIfAbsent(patient, key -> new AtHand());
  }

  /** A checkpoint is about to be taken. */
  void letGo() {
    latest.clear();
    current = new AtHand();
  }

  @Override
  public @Nullable PatientProfile profile() {
    return current.profile.get(profile);
  }

  @Override
  public void profile(@Nullable PatientProfile known) {
    current.profile.put(profile, known);
  }

  @Override
  public @Nullable Watch watch(String scope) {
    Watch watch = current.watches.get(scope);
    if (watch == null && !current.watches.containsKey(scope)) {
      watch = call(() -> watches.get(scope));
      current.watches.put(scope, watch);
    }
    return watch;
  }

  @Override
  public void watch(String scope, @Nullable Watch watch) {
    run(
        () -> {
          if (watch == null) {
            watches.remove(scope);
          } else {
            watches.put(scope, watch);
          }
        });
    current.watches.put(scope, watch);
  }

  @Override
  public List<String> watched() {
    List<String> names = new ArrayList<>();
    run(() -> watches.keys().forEach(names::add));
    names.sort(null);
    return names;
  }

  @Override
  public List<WaitingCommand> waiting() {
    List<WaitingCommand> commands = new ArrayList<>();
    run(() -> waiting.get().forEach(commands::add));
    return commands;
  }

  @Override
  public void waiting(List<WaitingCommand> commands) {
    run(() -> waiting.update(commands));
  }

  /** When the timer is set; null for no timer. */
  @Nullable Long wakeAt() {
    return current.wakeAt.get(wakeAt);
  }

  void wakeAt(@Nullable Long time) {
    current.wakeAt.put(wakeAt, time);
  }

  /** As of when was decided last, while something is due; else long ago. */
  long seen() {
    Long time = current.seen.get(seen);
    return time == null ? Long.MIN_VALUE : time;
  }

  void seen(@Nullable Long time) {
    current.seen.put(seen, time);
  }

  private interface Access<T> {
    @Nullable T call() throws Exception;
  }

  private interface Change {
    void run() throws Exception;
  }

  private static <T> @Nullable T call(Access<T> access) {
    try {
      return access.call();
    } catch (Exception e) {
      throw new FlinkRuntimeException("state cannot be read", e);
    }
  }

  private static void run(Change change) {
    try {
      change.run();
    } catch (Exception e) {
      throw new FlinkRuntimeException("state cannot be written", e);
    }
  }
}
