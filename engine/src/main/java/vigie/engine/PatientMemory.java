package vigie.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;

/** What is kept of one patient. What it hands out is changed in place and then put back. */
public interface PatientMemory {
  /** What is known of the patient; null while nothing is. */
  @Nullable PatientProfile profile();

  /** Keeps the profile; null forgets it. */
  void profile(@Nullable PatientProfile profile);

  /** What is kept of the scope of this name; null when nothing is. */
  @Nullable Watch watch(String scope);

  /** Keeps it; null forgets it. */
  void watch(String scope, @Nullable Watch watch);

  /** Commands and deliveries that wait for their alert, in the order in which they came. */
  List<WaitingCommand> waiting();

  /** Keeps these and no others. */
  void waiting(List<WaitingCommand> commands);

  /** Names of the scopes of which something is kept, in a fixed order. */
  List<String> watched();
}
