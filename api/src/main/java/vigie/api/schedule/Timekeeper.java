package vigie.api.schedule;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.DaemonThreads;

/** Looks at the clock every half minute and does what is due, one task after another. */
@Singleton
public final class Timekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
  private static final long PERIOD_SECONDS = 30;

  private final List<ScheduledTask> tasks;
  private final JdbcSchedule schedule;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("timekeeper"));

  /** Wired by the program. */
  public Timekeeper(List<ScheduledTask> tasks, JdbcSchedule schedule, Clock clock) {
    this.tasks = List.copyOf(tasks);
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Begins to look. */
  public void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> tick(clock.instant()), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Does what is due at this time; a failure is logged and leaves the other tasks alone. */
  public void tick(Instant now) {
    for (ScheduledTask task : tasks) {
      try {
        if (schedule.begin(task.name(), task.timetable().latest(now), now)) {
          task.run(now);
        }
      } catch (RuntimeException e) {
        LOG.error("{} failed", task.name(), e);
      }
    }
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
