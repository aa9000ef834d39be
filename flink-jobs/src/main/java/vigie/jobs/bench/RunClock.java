package vigie.jobs.bench;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;

/**
 * The clock of the one run at a time, set going by the first reading: so a graph's start is not
 * measured. Static, because the sources of the local cluster are copies made in this JVM.
 */
final class RunClock {
  private static volatile long startNanos;
  private static volatile long startCpuNanos;
  private static volatile CountDownLatch profiles = new CountDownLatch(0);

  private RunClock() {}

  /** A run's wall clock and processor time, in seconds. */
  record Spent(double seconds, double cpuSeconds) {}

  /**
   * Forgets the last run.
   *
   * @param profilesFirst how many profiles come before the first reading counts
   */
  static void reset(int profilesFirst) {
    startNanos = 0;
    profiles = new CountDownLatch(profilesFirst);
  }

  static void profileCame() {
    profiles.countDown();
  }

  /** The first reading waits for the profiles, as in life they are there long before. */
  static void readingCame() {
    if (startNanos != 0) {
      return;
    }
    try {
      profiles.await();
      if (startNanos == 0) {
        startCpuNanos = cpuNanos();
        startNanos = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the first reading", e);
    }
  }

  static Spent spent() {
    if (startNanos == 0) {
      throw new IllegalStateException("no reading came");
    }
    return new Spent((System.nanoTime() - startNanos) / 1e9, (cpuNanos() - startCpuNanos) / 1e9);
  }

  private static long cpuNanos() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getProcessCpuTime();
    }
    throw new IllegalStateException("this Java does not tell its processor time");
  }
}
