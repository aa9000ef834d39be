package vigie.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a server process needs.
 *
 * @param name the part's name as people read it: "kafka"
 * @param ports the loopback ports it will listen on; checked before each launch
 * @param logFile where its output goes; appended to
 * @param preparation what must stand on disk before it runs; called before each launch
 * @param command the program and its arguments
 * @param environment variables added to this process's own
 * @param stopSignal how it is asked to end: "TERM" or "INT"
 * @param readiness the question that tells when it serves
 */
public record ServerSpec(
    String name,
    List<Integer> ports,
    Path logFile,
    Runnable preparation,
    List<String> command,
    Map<String, String> environment,
    String stopSignal,
    Readiness readiness) {

  /** Copies the lists. */
  public ServerSpec {
    ports = List.copyOf(ports);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command of " + name + " must not be empty");
    }
    if (!stopSignal.equals("TERM") && !stopSignal.equals("INT")) {
      throw new IllegalArgumentException(
          "stopSignal of " + name + " must be TERM or INT, but is " + stopSignal);
    }
  }
}
