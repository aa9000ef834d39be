package vigie.local;

import java.nio.file.Path;
import java.util.List;

/** A part of the stack ended, or did not become ready in time; the message ends with its log. */
public final class ServerFailedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String part;

  /**
   * Builds the message.
   *
   * @param part the part's name
   * @param what what happened, as the rest of a sentence: "ended with code 1"
   * @param log the part's log file
   * @param lastLines the last lines of that log
   */
  public ServerFailedException(String part, String what, Path log, List<String> lastLines) {
    super(
        "%s %s.%nLog: %s, its last lines:%n%s"
            .formatted(part, what, log, String.join(System.lineSeparator(), indented(lastLines))));
    this.part = part;
  }

  /** The name of the failed part. */
  public String part() {
    return part;
  }

  private static List<String> indented(List<String> lines) {
    return lines.isEmpty()
        ? List.of("  (empty)")
        : lines.stream().map(line -> "  " + line).toList();
  }
}
