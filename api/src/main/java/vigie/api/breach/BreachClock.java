package vigie.api.breach;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The 72 hours of article 33 of the GDPR. Pure. */
public final class BreachClock {
  /** From knowing to telling the authority. */
  static final Duration LIMIT = Duration.ofDays(3);

  /** So long before, every message says that it is urgent. */
  static final Duration NEAR = Duration.ofHours(24);

  private BreachClock() {}

  /** How it stands. */
  public enum State {
    RUNNING,
    /** Within a day of the end. */
    NEAR,
    /** The authority must be told all the same, with the reason of the delay. */
    OVERDUE,
    TOLD_IN_TIME,
    TOLD_LATE
  }

  static State state(Instant knownAt, @Nullable Instant toldAt, Instant now) {
    Instant deadline = knownAt.plus(LIMIT);
    if (toldAt != null) {
      return toldAt.isAfter(deadline) ? State.TOLD_LATE : State.TOLD_IN_TIME;
    }
    if (now.isAfter(deadline)) {
      return State.OVERDUE;
    }
    return now.isBefore(deadline.minus(NEAR)) ? State.RUNNING : State.NEAR;
  }
}
