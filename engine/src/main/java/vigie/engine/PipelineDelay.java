package vigie.engine;

import java.time.Duration;

/**
 * Whether readings take too long from the gateway to the decision (TK-6 of {@code clinical.md}
 * 2.6): more than one of a hundred in a minute longer than {@link #LIMIT}. Times in milliseconds
 * since 1970 UTC. Written by one thread; any may ask.
 */
public final class PipelineDelay {
  /** The 99th percentile is not to be longer. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int ONE_OF = 100;

  private long windowEnds = Long.MIN_VALUE;
  private long readings;
  private long slow;
  private volatile boolean degraded;

  /** Nothing has come yet. */
  public PipelineDelay() {}

  /** A reading that the gateway received then is decided now. */
  public void decided(long received, long now) {
    if (now >= windowEnds) {
      // A minute without a reading says nothing against the pipeline, nor for it.
      degraded = readings == 0 ? degraded : slow * ONE_OF > readings;
      windowEnds = now + WINDOW.toMillis();
      readings = 0;
      slow = 0;
    }
    readings++;
    if (now - received > LIMIT.toMillis()) {
      slow++;
    }
  }

  /** Whether they did in the last full minute in which any came. */
  public boolean degraded() {
    return degraded;
  }
}
