package vigie.cli.backup;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import vigie.cli.stack.Progress;
import vigie.cli.stack.StackSettings;

/** Takes away what is over while a stack runs, every hour, whether anybody makes backups or not. */
public final class BackupWatch implements AutoCloseable {
  private final StackSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "vigie-backups");
            thread.setDaemon(true);
            return thread;
          });
  private List<String> told = List.of();

  /** Of the stack on these settings; does nothing yet. */
  public BackupWatch(StackSettings settings, Clock clock, Progress progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /** Begins: now, and from now on every hour. */
  public void start() {
    var unused = worker.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.HOURS);
  }

  /** Looks once. What stands in the way is said once, and tried again the next time. */
  synchronized void look() {
    List<String> warnings;
    try {
      BackupFolder.Expired expired = BackupFolder.of(settings).expire(clock.instant());
      expired.keys().forEach(day -> progress.say("the backups' key of " + day + " is destroyed"));
      expired.backups().forEach(file -> progress.say(file + " is deleted: its key is over"));
      warnings = expired.warnings();
    } catch (IOException | RuntimeException e) {
      warnings = List.of("what is over of the backups cannot be taken away: " + e);
    }
    if (!warnings.equals(told)) {
      warnings.forEach(progress::say);
      told = warnings;
    }
  }

  /** Ends it. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
