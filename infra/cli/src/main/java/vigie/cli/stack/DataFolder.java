package vigie.cli.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, the same for every command that has to do with a stack. */
public final class DataFolder {

  /** The system property with the checkout's folder, set by the script {@code ./vigie}. */
  private static final String HOME = "vigie.home";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the stack's data folder; .vigie in the checkout unless given")
  private @Nullable Path data;

  /** For picocli. */
  public DataFolder() {}

  /**
   * The settings of the stack on this folder, with this process's environment.
   *
   * @throws IllegalArgumentException naming the environment variable that makes no sense
   */
  public StackSettings settings() {
    Path folder = data == null ? Path.of(System.getProperty(HOME, ".")).resolve(".vigie") : data;
    return StackSettings.of(folder, System.getenv());
  }
}
