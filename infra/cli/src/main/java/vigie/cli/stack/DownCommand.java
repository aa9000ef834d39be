package vigie.cli.stack;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigie down}: ends a running stack and every process of it. */
@Command(
    name = "down",
    description = "stops the stack and every process of it; its data stay",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 60;

  @Mixin private DataFolder data = new DataFolder();

  /** For picocli. */
  public DownCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintStream out = System.out;
    StackSettings settings = data.settings();
    JsonStateFile file = new JsonStateFile(settings.data());
    Optional<StackState> state = file.read();
    if (state.isEmpty()) {
      out.println("No stack runs on " + settings.data() + ".");
      return 0;
    }
    long start = System.nanoTime();
    StackState known = state.orElseThrow();
    end(known.pid(), known.since(), ProcessHandle::destroy);
    // A keeper that was killed took its parts with it; one that hung may have left some.
    List<PartState> left =
        known.parts().stream().filter(p -> ProcessAge.runs(p.pid(), p.since())).toList();
    for (PartState part : left) {
      out.println(part.name() + " was still there; it is killed now");
      end(part.pid(), part.since(), ProcessHandle::destroyForcibly);
    }
    file.delete();
    out.println(
        "The stack has ended after %s; its data stay in %s."
            .formatted(Progress.secondsSince(start), settings.data()));
    return 0;
  }

  private static void end(long pid, String since, java.util.function.Consumer<ProcessHandle> how)
      throws InterruptedException {
    if (!ProcessAge.runs(pid, since)) {
      return;
    }
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    how.accept(process);
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + pid, e);
    }
  }
}
