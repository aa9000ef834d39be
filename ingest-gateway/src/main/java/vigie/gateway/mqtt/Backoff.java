package vigie.gateway.mqtt;

import java.time.Duration;

/** How long to wait after one failure more: doubling between a least and a longest wait. */
final class Backoff {
  private final Duration least;
  private final Duration longest;
  private Duration next;

  Backoff(Duration least, Duration longest) {
    this.least = least;
    this.longest = longest;
    this.next = least;
  }

  /** The wait after this failure. */
  Duration failed() {
    Duration wait = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return wait;
  }

  /** Begins anew. */
  void succeeded() {
    next = least;
  }
}
