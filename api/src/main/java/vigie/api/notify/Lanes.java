package vigie.api.notify;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * A lane per recipient: so many tasks of one recipient run at once and no more, so that a slow
 * recipient holds up nobody else. Safe for many threads.
 */
final class Lanes {
  private final Executor threads;
  private final int atOnceMax;
  private final Map<UUID, Lane> lanes = new HashMap<>();

  /**
   * @param threads run the tasks
   * @param atOnceMax tasks of one recipient that run at once
   */
  Lanes(Executor threads, int atOnceMax) {
    this.threads = threads;
    this.atOnceMax = atOnceMax;
  }

  /** Runs the task when its recipient's lane is free. The task must not throw. */
  synchronized void run(UUID recipient, Runnable task) {
    Lane lane = lanes.computeIfAbsent(recipient, any -> new Lane());
    if (lane.running < atOnceMax) {
      lane.running++;
      threads.execute(() -> runThenNext(recipient, task));
    } else {
      lane.waiting.add(task);
    }
  }

  private void runThenNext(UUID recipient, Runnable task) {
    try {
      task.run();
    } finally {
      next(recipient);
    }
  }

  private synchronized void next(UUID recipient) {
    Lane lane = lanes.get(recipient);
    if (lane == null) {
      return;
    }
    Runnable waiting = lane.waiting.poll();
    if (waiting != null) {
      threads.execute(() -> runThenNext(recipient, waiting));
    } else if (--lane.running == 0) {
      lanes.remove(recipient);
    }
  }

  /** Recipients with something running or waiting. */
  synchronized int busy() {
    return lanes.size();
  }

  private static final class Lane {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
  }
}
