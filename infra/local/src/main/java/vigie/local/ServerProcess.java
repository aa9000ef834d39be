package vigie.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server as a child process: launched, asked whether it is ready, stopped, and for fault tests
 * killed or paused. It may be launched again after it ended, on the same data.
 *
 * <p>The child dies with this JVM, even when this JVM is killed (see {@link ChildSpawner}). All
 * methods may be called from any thread; {@link #launch} and {@link #stop} exclude each other.
 */
public final class ServerProcess {

  private static final int LAST_LINES = 20;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration KILL_WAIT = Duration.ofSeconds(10);

  private final ServerSpec spec;
  private volatile @Nullable Process process;

  /** Describes the process; nothing runs before {@link #launch}. */
  public ServerProcess(ServerSpec spec) {
    this.spec = spec;
  }

  /** The part's name, as in messages and {@code status}. */
  public String name() {
    return spec.name();
  }

  /** The loopback ports the part listens on. */
  public List<Integer> ports() {
    return spec.ports();
  }

  /** The file its output goes to. */
  public Path logFile() {
    return spec.logFile();
  }

  /**
   * Launches and waits until the part serves.
   *
   * @param timeout the longest wait for readiness
   * @throws PortTakenException when one of its ports is taken
   * @throws ServerFailedException when it ends or is not ready in time; it is killed then
   */
  public void start(Duration timeout) {
    launch();
    try {
      awaitReady(timeout);
    } catch (ServerFailedException e) {
      kill();
      throw e;
    }
  }

  /**
   * Prepares and launches the process, and returns without waiting for it.
   *
   * @throws PortTakenException when one of its ports is taken
   * @throws IllegalStateException when it runs already
   */
  public synchronized void launch() {
    if (isAlive()) {
      throw new IllegalStateException(name() + " runs already");
    }
    for (int port : spec.ports()) {
      if (!Ports.isFree(port)) {
        throw new PortTakenException(name(), port);
      }
    }
    spec.preparation().run();
    try {
      Files.createDirectories(spec.logFile().toAbsolutePath().getParent());
      process = ChildSpawner.spawn(spec);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot launch " + name() + ": " + spec.command().get(0), e);
    }
  }

  /**
   * Waits until the part says that it serves.
   *
   * @param timeout the longest wait
   * @throws ServerFailedException when it ends or the time is over; the process is left as it is
   */
  public void awaitReady(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      OptionalInt code = exitCode();
      if (code.isPresent()) {
        throw failed("ended with code " + code.getAsInt() + " before it was ready");
      }
      Optional<String> problem = problem();
      if (problem.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw failed(
            "was not ready within " + timeout.toSeconds() + " s: " + problem.orElseThrow());
      }
      awaitExit(POLL);
    }
  }

  /** Asks the part once; empty when it serves, otherwise what is missing. */
  public Optional<String> problem() {
    if (!isAlive()) {
      return Optional.of("not running");
    }
    return spec.readiness().problem();
  }

  /** Says whether the process exists; a paused one does. */
  public boolean isAlive() {
    Process p = process;
    return p != null && p.isAlive();
  }

  /** The process id of the running or last process. */
  public long pid() {
    return launched().pid();
  }

  /** The exit code of the last process; empty while it runs and before the first launch. */
  public OptionalInt exitCode() {
    Process p = process;
    return p == null || p.isAlive() ? OptionalInt.empty() : OptionalInt.of(p.exitValue());
  }

  /**
   * Waits until the process has ended.
   *
   * @return whether it has ended
   */
  public boolean awaitExit(Duration timeout) {
    Process p = process;
    if (p == null) {
      return true;
    }
    try {
      return p.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name(), e);
    }
  }

  /**
   * Asks the process to end, and kills it when it has not after the grace time. Does nothing when
   * it does not run.
   *
   * @return whether it ended by itself within the grace time
   */
  public synchronized boolean stop(Duration grace) {
    if (!isAlive()) {
      return true;
    }
    resume();
    signal(spec.stopSignal());
    if (awaitExit(grace)) {
      return true;
    }
    kill();
    return false;
  }

  /** Ends the process at once, as a crash would (SIGKILL), and waits until it is gone. */
  public void kill() {
    Process p = process;
    if (p != null) {
      List<ProcessHandle> children = p.descendants().toList();
      p.destroyForcibly();
      awaitExit(KILL_WAIT);
      // A frozen child could not see that its parent is gone.
      signal(children, "CONT");
    }
  }

  /**
   * Freezes the process and all its children (SIGSTOP): they keep their connections and answer
   * nothing. PostgreSQL serves each connection with a child.
   */
  public void pause() {
    signal("STOP");
    signal(launched().descendants().toList(), "STOP");
  }

  /** Lets a frozen process and its children go on (SIGCONT). */
  public void resume() {
    signal(launched().descendants().toList(), "CONT");
    signal("CONT");
  }

  /** The last lines of the part's log, oldest first; empty when there is none. */
  public List<String> lastLogLines() {
    return LogTail.lastLines(spec.logFile(), LAST_LINES);
  }

  private void signal(String signal) {
    Process p = launched();
    if (p.isAlive()) {
      ChildSpawner.signal(p.pid(), signal);
    }
  }

  private static void signal(List<ProcessHandle> processes, String signal) {
    processes.stream()
        .filter(ProcessHandle::isAlive)
        .forEach(process -> ChildSpawner.signal(process.pid(), signal));
  }

  private Process launched() {
    Process p = process;
    if (p == null) {
      throw new IllegalStateException(name() + " was never launched");
    }
    return p;
  }

  private ServerFailedException failed(String what) {
    return new ServerFailedException(name(), what, logFile(), lastLogLines());
  }
}
