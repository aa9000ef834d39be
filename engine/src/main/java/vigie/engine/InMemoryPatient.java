package vigie.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;

/** A patient's memory without Flink. */
public final class InMemoryPatient implements PatientMemory {
  private final Map<String, Watch> watches = new TreeMap<>();
  private @Nullable PatientProfile profile;
  private List<WaitingCommand> waiting = List.of();

  /** Nothing known yet. */
  public InMemoryPatient() {}

  @Override
  public @Nullable PatientProfile profile() {
    return profile;
  }

  @Override
  public void profile(@Nullable PatientProfile known) {
    profile = known;
  }

  @Override
  public @Nullable Watch watch(String scope) {
    return watches.get(scope);
  }

  @Override
  public void watch(String scope, @Nullable Watch watch) {
    if (watch == null) {
      watches.remove(scope);
    } else {
      watches.put(scope, watch);
    }
  }

  @Override
  public List<WaitingCommand> waiting() {
    return waiting;
  }

  @Override
  public void waiting(List<WaitingCommand> commands) {
    waiting = List.copyOf(commands);
  }

  @Override
  public List<String> watched() {
    return new ArrayList<>(watches.keySet());
  }
}
