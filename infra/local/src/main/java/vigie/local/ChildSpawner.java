package vigie.local;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes that cannot outlive this JVM.
 *
 * <p>Each child asks the kernel for SIGKILL at its parent's death ({@code setpriv --pdeathsig}).
 * Linux counts the <em>thread</em> that forked as the parent, so all children are forked by one
 * thread that lives as long as the JVM. Each child also gets a session of its own ({@code setsid}):
 * Ctrl-C in a terminal reaches only the parent, which then stops its parts in order. Both programs
 * replace themselves by the server, so the process id is the server's.
 */
final class ChildSpawner {

  /** The words to put before a command that must die with the process that starts it. */
  static final List<String> DIES_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

  private static final ExecutorService SPAWNING_THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "vigie-child-spawner");
            thread.setDaemon(true);
            return thread;
          });

  private ChildSpawner() {}

  static Process spawn(ServerSpec spec) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.addAll(DIES_WITH_PARENT);
    command.addAll(spec.command());
    return onSpawningThread(
        () -> {
          ProcessBuilder builder = new ProcessBuilder(command);
          Map<String, String> environment = builder.environment();
          environment.putAll(spec.environment());
          builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
          builder.redirectErrorStream(true);
          builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.logFile().toFile()));
          return builder.start();
        });
  }

  static void signal(long pid, String signal) {
    try {
      int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (code != 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
        throw new IllegalStateException("cannot send SIG" + signal + " to process " + pid);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot send SIG" + signal + " to process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending SIG" + signal, e);
    }
  }

  private static Process onSpawningThread(Callable<Process> start) throws IOException {
    try {
      return SPAWNING_THREAD.submit(start).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException("cannot start a child process", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting a child process", e);
    }
  }
}
