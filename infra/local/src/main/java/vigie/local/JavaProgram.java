package vigie.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of our own programs as a child process, ready when its health page answers with 200. */
public final class JavaProgram {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private JavaProgram() {}

  /**
   * Describes the process; nothing runs yet.
   *
   * @param name the part's name
   * @param ports the loopback ports it listens on
   * @param logFile where its output goes
   * @param jvmOptions memory and the like
   * @param classPath class path entries, see {@link #classPath}
   * @param mainClass the main class's name
   * @param environment its settings
   * @param health the address of its health page
   */
  public static ServerProcess of(
      String name,
      List<Integer> ports,
      Path logFile,
      List<String> jvmOptions,
      List<String> classPath,
      String mainClass,
      Map<String, String> environment,
      URI health) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    return new ServerProcess(
        new ServerSpec(
            name,
            ports,
            logFile,
            () -> {},
            JavaCommand.of(jvmOptions, classPath, mainClass, List.of()),
            environment,
            "TERM",
            () -> ask(http, health)));
  }

  /**
   * The class path that a program's module wrote as {@code vigie/classpath/NAME.txt}, its own
   * classes first. The module must be on this JVM's class path.
   *
   * @param name for example {@code gateway}, {@code api}, {@code jobs}
   * @throws IllegalStateException when the build left none or an entry is gone
   */
  public static List<String> classPath(String name) {
    return ClassPaths.of(name);
  }

  private static Optional<String> ask(HttpClient http, URI health) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(health).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.empty()
          : Optional.of(health + " answered " + answer.statusCode());
    } catch (IOException e) {
      return Optional.of("no answer from " + health);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
