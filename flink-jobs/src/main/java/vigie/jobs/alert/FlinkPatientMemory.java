package vigie.jobs.alert;

import java.util.ArrayList;
import java.util.List;
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
import vigie.engine.PatientMemory;
import vigie.engine.WaitingCommand;
import vigie.engine.Watch;
import vigie.jobs.kafka.FlinkRecordTypeInfo;
import vigie.jobs.kafka.RecordType;
import vigie.patient.PatientProfile;

/** The memory of the patient whose input is being processed, in Flink's keyed state. */
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

  private final ValueState<PatientProfile> profile;
  private final MapState<String, Watch> watches;
  private final ListState<WaitingCommand> waiting;
  private final ValueState<Long> wakeAt;
  private final ValueState<Long> seen;

  FlinkPatientMemory(RuntimeContext context) {
    profile = context.getState(PROFILE);
    watches = context.getMapState(WATCHES);
    waiting = context.getListState(WAITING);
    wakeAt = context.getState(WAKE_AT);
    seen = context.getState(SEEN);
  }

  @Override
  public @Nullable PatientProfile profile() {
    return call(profile::value);
  }

  @Override
  public void profile(@Nullable PatientProfile known) {
    if (known == null) {
      profile.clear();
    } else {
      run(() -> profile.update(known));
    }
  }

  @Override
  public @Nullable Watch watch(String scope) {
    return call(() -> watches.get(scope));
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
    return call(wakeAt::value);
  }

  void wakeAt(@Nullable Long time) {
    update(wakeAt, time);
  }

  /** As of when was decided last, while something is due; else long ago. */
  long seen() {
    Long time = call(seen::value);
    return time == null ? Long.MIN_VALUE : time;
  }

  void seen(@Nullable Long time) {
    update(seen, time);
  }

  private static void update(ValueState<Long> state, @Nullable Long time) {
    if (time == null) {
      state.clear();
    } else {
      run(() -> state.update(time));
    }
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
