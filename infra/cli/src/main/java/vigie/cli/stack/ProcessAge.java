package vigie.cli.stack;

import java.time.Instant;

/** Tells a process from a later one that was given the same number. */
final class ProcessAge {

  private ProcessAge() {}

  /** When a process was started, ISO-8601 UTC; empty when the system does not say. */
  static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /** Says whether the process with this number runs and is the one that was started then. */
  static boolean runs(long pid, String start) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(ProcessAge::startOf)
        .filter(start::equals)
        .isPresent();
  }
}
