package vigie.local.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import vigie.local.Ports;
import vigie.local.Secrets;
import vigie.local.ServerProcess;

/**
 * The ports and the folder that all servers of one test JVM share, and what must be ended with it.
 * JUnit closes it after the last test.
 */
final class TestStack implements AutoCloseable {

  /** Generous: a loaded machine with few cores starts several servers at once. */
  static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestStack.class);

  private final Ports ports;
  private final Path folder;
  private final List<ServerProcess> processes = new ArrayList<>();

  private TestStack() {
    this.ports = FreePorts.reserved();
    Path target = Path.of("target");
    this.folder =
        (Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir")))
            .resolve("vigie-it")
            .resolve("offset-" + ports.offset() + "-pid-" + ProcessHandle.current().pid())
            .toAbsolutePath();
  }

  /** The stack of this JVM. */
  static TestStack of(ExtensionContext context) {
    return shared(context, TestStack.class, key -> new TestStack());
  }

  /** One object of a type for the whole JVM, made at the first need. */
  static <T> T shared(ExtensionContext context, Class<T> type, Function<Class<T>, T> maker) {
    return context.getRoot().getStore(NAMESPACE).computeIfAbsent(type, maker, type);
  }

  Ports ports() {
    return ports;
  }

  Path dataDir(String server) {
    return folder.resolve(server);
  }

  Path logFile(String process) {
    return logDir().resolve(process + ".log");
  }

  Path logDir() {
    return folder.resolve("logs");
  }

  Secrets secrets() {
    return new Secrets(folder.resolve("secrets.properties"));
  }

  /** Starts processes side by side, to be killed when the tests are over. */
  synchronized void start(ServerProcess... started) {
    for (ServerProcess process : started) {
      processes.add(process);
      process.launch();
    }
    for (ServerProcess process : started) {
      process.awaitReady(START_TIMEOUT);
    }
  }

  /** Ends the servers at once, for nobody needs their data any more; the logs stay. */
  @Override
  public synchronized void close() throws IOException {
    processes.forEach(ServerProcess::kill);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> !entry.getFileName().toString().equals("logs"))
          .forEach(TestStack::delete);
    }
  }

  private static void delete(Path entry) {
    try (Stream<Path> tree = Files.walk(entry)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A dying server may still be writing; what stays lies under target.
    }
  }
}
