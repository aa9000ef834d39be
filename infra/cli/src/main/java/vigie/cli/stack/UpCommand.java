package vigie.cli.stack;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vigie.cli.backup.BackupWatch;

/** {@code vigie up}: starts a stack, says when it is ready, and keeps it until Ctrl-C. */
@Command(
    name = "up",
    description = "starts the stack and keeps it running until Ctrl-C",
    mixinStandardHelpOptions = true)
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
    Runtime.getRuntime().addShutdownHook(endedAtExit(Thread.currentThread(), ended, progress));
    try (BackupWatch backups = new BackupWatch(settings, Clock.systemUTC(), progress)) {
      Stack stack = Stack.start(settings, only, progress);
      backups.start();
      keepUntilInterrupted(stack);
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private static void keepUntilInterrupted(Stack stack) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The exit has begun; the flag must not disturb the orderly end.
    } finally {
      stack.close();
    }
  }

  /** Ctrl-C, also while it is still starting, ends the main thread, which ends the parts. */
  private static Thread endedAtExit(Thread main, CountDownLatch ended, Progress progress) {
    return new Thread(
        () -> {
          if (!main.isAlive() || ended.getCount() == 0) {
            return;
          }
          progress.say("stopping");
          main.interrupt();
          try {
            ended.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        "vigie-stop");
  }
}
