package vigie.local;

import java.io.IOException;
import java.util.Optional;

/** Asks the JobManager's REST API for its overview, and whether a TaskManager is registered. */
final class FlinkReadiness implements Readiness {

  private final FlinkRest rest;
  private final boolean taskManagerNeeded;

  FlinkReadiness(FlinkRest rest, boolean taskManagerNeeded) {
    this.rest = rest;
    this.taskManagerNeeded = taskManagerNeeded;
  }

  @Override
  public Optional<String> problem() {
    try {
      long taskManagers = rest.taskManagers();
      return taskManagerNeeded && taskManagers == 0
          ? Optional.of("the JobManager has no TaskManager registered")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("no answer from the JobManager: " + e.getMessage());
    }
  }
}
