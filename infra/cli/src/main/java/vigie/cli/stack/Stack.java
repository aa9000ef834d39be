package vigie.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vigie.local.ServerProcess;

/**
 * A running stack: all parts as child processes of this JVM, each kept running until {@link
 * #close}. A part that dies is reported and started again; if this JVM dies, so do they.
 *
 * <p>Safe for use by several threads.
 */
public final class Stack implements AutoCloseable {

  /** JVM options of each of the project's own programs. */
  public static final List<String> PROGRAM_MEMORY =
      List.of("-Xms160m", "-Xmx384m", "-XX:+UseSerialGC");

  /** The secrets' name of the operator's password. */
  static final String OPERATOR_SECRET = "operator";

  private static final Duration PROGRAM_GRACE = Duration.ofSeconds(10);
  private static final Duration SERVER_GRACE = Duration.ofSeconds(20);
  private static final Set<String> PROGRAMS = Set.of(StackParts.GATEWAY, StackParts.API);

  private final StackSettings settings;
  private final Set<String> wanted;
  private final Progress progress;
  private final StackLock lock;
  private final JsonStateFile stateFile;
  private final Addresses addresses;
  private final Map<String, Keeper> keepers = new ConcurrentHashMap<>();
  private volatile String state = "starting";

  private Stack(StackSettings settings, Set<String> wanted, Progress progress, StackLock lock) {
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
    this.lock = lock;
    this.stateFile = new JsonStateFile(settings.data());
    this.addresses = Addresses.of(settings);
  }

  /**
   * Starts a whole stack and returns when every part is ready.
   *
   * @param settings where and how
   * @param progress told of each step, and later of each part that dies or comes back
   * @throws StartFailedException when a part is not ready; nothing is left running
   * @throws IllegalStateException when a stack runs on the same data folder
   */
  public static Stack start(StackSettings settings, Progress progress) {
    return start(settings, Set.copyOf(StackParts.ALL), progress);
  }

  /**
   * Starts some parts only, for tests and benchmarks that need no more.
   *
   * @param parts names of {@link StackParts}
   */
  public static Stack start(StackSettings settings, Set<String> parts, Progress progress) {
    Set<String> wanted = StackParts.checked(parts);
    makeFolder(settings);
    Stack stack = new Stack(settings, wanted, progress, StackLock.take(settings.data()));
    try {
      stack.run();
    } catch (InterruptedException e) {
      stack.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the stack was starting", e);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  /** The settings it was started with. */
  public StackSettings settings() {
    return settings;
  }

  /** Where the parts serve. */
  public Addresses addresses() {
    return addresses;
  }

  /** The password of the first operator account, {@code operator}. */
  public String operatorPassword() {
    return operatorPassword(settings);
  }

  /**
   * The password of the account {@code operator} of a stack that runs on these settings; made when
   * it is not there yet.
   */
  public static String operatorPassword(StackSettings settings) {
    return Optional.ofNullable(settings.environment().get("VIGIE_OPERATOR_PASSWORD"))
        .orElseGet(() -> settings.secrets().secret(OPERATOR_SECRET));
  }

  /** Says whether a stack runs on a data folder now, in whatever process. */
  public static boolean runsOn(StackSettings settings) {
    return StackLock.isTaken(settings.data());
  }

  /**
   * A part's process, for fault tests: it may be killed or paused; killed, it comes back by itself.
   *
   * @param name a name of {@link StackParts}
   * @throws IllegalArgumentException when this stack has no such part
   */
  public ServerProcess part(String name) {
    Keeper keeper = keepers.get(name);
    if (keeper == null) {
      throw new IllegalArgumentException("this stack runs no " + name + "; " + keepers.keySet());
    }
    return keeper.process();
  }

  /** How often a part has been started again, and is ready now; -1 while it is not ready. */
  public int restartsIfReady(String name) {
    Keeper keeper = keepers.get(name);
    if (keeper == null) {
      throw new IllegalArgumentException("this stack runs no " + name + "; " + keepers.keySet());
    }
    PartState part = keeper.state();
    return part.state().equals("ready") ? part.restarts() : -1;
  }

  /** Stops every part: the programs, then the servers they need. Leaves no process. */
  @Override
  public synchronized void close() {
    if (state.equals("stopped")) {
      return;
    }
    state = "stopping";
    writeState();
    stopAll(keepers.keySet().stream().filter(PROGRAMS::contains).toList(), PROGRAM_GRACE);
    stopAll(
        keepers.keySet().stream().filter(part -> !PROGRAMS.contains(part)).toList(), SERVER_GRACE);
    state = "stopped";
    stateFile.delete();
    lock.close();
  }

  private void run() throws InterruptedException {
    writeState();
    Parts parts = new Parts(settings, addresses, wanted, this::keep);
    new StartPlan(parts.steps()).run(progress);
    StackMessages.ready(settings, addresses, wanted).forEach(progress::say);
    state = "ready";
    writeState();
  }

  private String keep(ServerProcess process, String address, Runnable afterRestart) {
    Keeper keeper =
        new Keeper(process, address, Backoff.DEFAULT, progress, afterRestart, this::writeState);
    synchronized (this) {
      if (!state.equals("starting")) {
        throw new IllegalStateException("the stack is being stopped");
      }
      keepers.put(process.name(), keeper);
    }
    return keeper.start();
  }

  private void stopAll(List<String> parts, Duration grace) {
    List<Thread> stopping = new ArrayList<>();
    for (String part : parts) {
      Keeper keeper = keepers.get(part);
      if (keeper != null) {
        Thread thread = new Thread(() -> keeper.stop(grace), "vigie-stop-" + part);
        thread.start();
        stopping.add(thread);
      }
    }
    for (Thread thread : stopping) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void writeState() {
    synchronized (stateFile) {
      if (state.equals("stopped")) {
        return;
      }
      List<PartState> parts =
          StackParts.ALL.stream()
              .map(keepers::get)
              .filter(Objects::nonNull)
              .map(Keeper::state)
              .toList();
      stateFile.write(
          new StackState(
              ProcessHandle.current().pid(),
              ProcessAge.startOf(ProcessHandle.current()),
              state,
              settings.ports().offset(),
              parts));
    }
  }

  private static void makeFolder(StackSettings settings) {
    try {
      Files.createDirectories(settings.data().resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data folder " + settings.data(), e);
    }
  }
}
