package vigie.jobs.timeline;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a store that does not answer: longer each time up to a limit, for ever. An outage is
 * logged when it begins and when it ends, not in between. One thread waits; the figures may be read
 * by any.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  private final Duration pauseMin;
  private final Duration pauseMax;
  private final LongSupplier nanos;
  private final Sleeper sleeper;

  private Duration pause;
  private volatile @Nullable Long waitingSinceNanos;
  private volatile long waitedMillisBefore;
  private volatile long outages;

  /** How a thread waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * Begins without an outage.
   *
   * @param pauseMin the first pause of an outage; each further one is twice as long
   * @param pauseMax the longest pause
   * @param nanos a running clock, in nanoseconds
   */
  Patience(Duration pauseMin, Duration pauseMax, LongSupplier nanos, Sleeper sleeper) {
    this.pauseMin = pauseMin;
    this.pauseMax = pauseMax;
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.pause = pauseMin;
  }

  /** Waits before the next attempt. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void await(StoreUnavailableException why) throws InterruptedException {
    if (waitingSinceNanos == null) {
      waitingSinceNanos = nanos.getAsLong();
      outages++;
      LOG.warn("the database is unavailable, waiting for it: {}", why.getMessage());
    }
    sleeper.sleep(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(pauseMax) > 0 ? pauseMax : doubled;
  }

  /** Says that the store answered. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void over() {
    Long since = waitingSinceNanos;
    if (since != null) {
      long millis = (nanos.getAsLong() - since) / 1_000_000;
      waitingSinceNanos = null;
      waitedMillisBefore += millis;
      pause = pauseMin;
      LOG.info("the database answers again after {} ms", millis);
    }
  }

  /** How long the outage that is on lasts, milliseconds; 0 when there is none. */
  long waitingMillis() {
    Long since = waitingSinceNanos;
    return since == null ? 0 : (nanos.getAsLong() - since) / 1_000_000;
  }

  /** How long all outages lasted together, milliseconds. */
  long waitedMillis() {
    return waitedMillisBefore + waitingMillis();
  }

  /** How many outages there were. */
  long outages() {
    return outages;
  }
}
