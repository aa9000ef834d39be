package vigie.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds the command line of a JVM: the same Java as this one, with stated memory. */
public final class JavaCommand {

  /** The environment variable with further options, apart by spaces, for every JVM. */
  static final String OPTIONS_VARIABLE = "VIGIE_JAVA_OPTIONS";

  private JavaCommand() {}

  /**
   * The command.
   *
   * @param options JVM options
   * @param classPath class path entries
   * @param mainClass the main class's name
   * @param arguments the program's arguments
   */
  public static List<String> of(
      List<String> options, List<String> classPath, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:auto");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.addAll(ClassArchive.options(classPath, mainClass));
    // Else every start collects all garbage two or three times, only to load classes.
    command.add("-XX:MetaspaceSize=96m");
    command.addAll(options);
    command.addAll(further(System.getenv()));
    command.add("-cp");
    command.add(ClassPaths.joined(classPath));
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  private static List<String> further(Map<String, String> environment) {
    return Stream.of(environment.getOrDefault(OPTIONS_VARIABLE, "").split("\\s+", -1))
        .filter(option -> !option.isEmpty())
        .toList();
  }
}
