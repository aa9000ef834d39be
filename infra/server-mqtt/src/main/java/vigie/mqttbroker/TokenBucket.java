package vigie.mqttbroker;

import java.time.Duration;

/**
 * Who sends takes a token a message. Tokens come back at a steady rate, and the bucket holds a
 * bounded number of them. A message may be taken before its token is there; the taker then waits
 * until it is. Time is an argument, of any steady clock. Safe to use from many threads.
 */
final class TokenBucket {
  private final long tokenNanos;
  private final long holdsNanos;
  private long fullAt;

  /**
   * A full bucket.
   *
   * @param perSecond tokens that come back in a second
   * @param holds most tokens in it
   * @param now the time
   */
  TokenBucket(int perSecond, int holds, long now) {
    this.tokenNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    this.holdsNanos = tokenNanos * holds;
    this.fullAt = now;
  }

  /**
   * Takes a token, be it one that is still to come.
   *
   * @param now the time
   * @return how long until no token is owed, nanoseconds; 0 when none is
   */
  synchronized long take(long now) {
    // Differences, because such a clock may overflow.
    fullAt = (fullAt - now > 0 ? fullAt : now) + tokenNanos;
    return Math.max(0, fullAt - now - holdsNanos);
  }
}
