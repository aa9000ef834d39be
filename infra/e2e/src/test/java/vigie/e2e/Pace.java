package vigie.e2e;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** So many turns a second, from when it is made. Safe for many threads. */
final class Pace {
  private final long begin = System.nanoTime();
  private final double perSecond;

  /**
   * A pace.
   *
   * @param perSecond above 0; infinite for turns that wait for nothing
   */
  Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns when the turn of this number, from 0, has come, or when the thread is interrupted. */
  void await(long turn) {
    long due = begin + (long) (TimeUnit.SECONDS.toNanos(1) * turn / perSecond);
    long wait = due - System.nanoTime();
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = due - System.nanoTime();
    }
  }
}
