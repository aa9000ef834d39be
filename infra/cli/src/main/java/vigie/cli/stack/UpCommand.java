package vigie.cli.stack;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie up}: starts a stack, says when it is ready, and keeps it until Ctrl-C. */
@Command(name = "up", description = "starts the stack and keeps it running until Ctrl-C")
public final class UpCommand implements Callable<Integer> {

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--detach",
      description = "leave the stack running in the background and return when it is ready")
  private boolean detach;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "start these parts only: ${COMPLETION-CANDIDATES}",
      completionCandidates = StackParts.Names.class)
  private Set<String> only = Set.copyOf(StackParts.ALL);

  /** For picocli. */
  public UpCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    StackSettings settings = data.settings();
    PrintStream out = System.out;
    if (detach) {
      return new DetachedStack(settings, only).start(out);
    }
    Progress progress = Progress.to(out);
    CountDownLatch ended = new CountDownLatch(1);
    Thread starting = Thread.currentThread();
    // Ctrl-C while it is still starting must end it as well: the plan is interrupted then.
    Thread atExit =
        new Thread(
            () -> {
              if (ended.getCount() > 0) {
                progress.say("stopping");
              }
              starting.interrupt();
              try {
                ended.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "vigie-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    try (Stack stack = Stack.start(settings, only, progress)) {
      StackMessages.ready(stack).forEach(progress::say);
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The exit has begun; the stack has been closed above.
    } finally {
      ended.countDown();
    }
    return 0;
  }
}
