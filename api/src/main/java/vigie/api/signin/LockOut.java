package vigie.api.signin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long sign-in is refused after failures. Pure. */
public final class LockOut {
  /** After so long without failure, earlier ones are forgotten. */
  static final Duration MEMORY = Duration.ofHours(1);

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS_MAX = 10;

  /** What failures are counted of, and how many may be before it is locked. */
  public enum Kind {
    ACCOUNT(5),
    /** Many people may share one. */
    ADDRESS(200);

    private final int free;

    Kind(int free) {
      this.free = free;
    }
  }

  private LockOut() {}

  /**
   * Until when sign-in is refused.
   *
   * @param kind what the failures are counted of
   * @param failures in a row
   * @param last when the last of them was
   * @param now the time
   * @return null when it is not
   */
  public static @Nullable Instant until(Kind kind, int failures, Instant last, Instant now) {
    if (failures < kind.free || forgotten(last, now)) {
      return null;
    }
    Duration lock = FIRST.multipliedBy(1L << Math.min(failures - kind.free, DOUBLINGS_MAX));
    Instant until = last.plus(lock.compareTo(LONGEST) < 0 ? lock : LONGEST);
    return until.isAfter(now) ? until : null;
  }

  /** Whether a failure at that time counts no more. */
  static boolean forgotten(Instant last, Instant now) {
    return last.plus(MEMORY).isBefore(now);
  }
}
