package vigie.api;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no program alive. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** A factory of threads of this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
