package vigie.api.alarm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an alarm stands, and whether it is time to tell somebody. One that comes and goes is raised
 * once in {@link #COOLDOWN}; one that stays is told again after {@link AlarmCause#repeat}; its end
 * is told where its begin was. Pure and immutable.
 *
 * @param since when the present fault began; null while there is none
 * @param faulty whether it was still there when last looked at
 * @param told when the present fault was last told; null while nobody knows of it
 * @param raised when an alarm of this cause was last raised; null for never
 * @param tried when telling last failed; null once it succeeded
 */
record AlarmState(
    @Nullable Instant since,
    boolean faulty,
    @Nullable Instant told,
    @Nullable Instant raised,
    @Nullable Instant tried) {
  /** A fault that comes back sooner is not told again before. */
  static final Duration COOLDOWN = Duration.ofMinutes(15);

  /** When nobody took the message, it is tried again. */
  static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  /** Nothing is wrong, and nothing ever was. */
  static final AlarmState NONE = new AlarmState(null, false, null, null, null);

  /** What is told. */
  enum Kind {
    RAISED,
    /** It is still there. */
    REPEATED,
    /** It is over. */
    RESOLVED
  }

  /** After it was looked at. */
  AlarmState seen(boolean wrong, Instant now) {
    if (wrong) {
      return new AlarmState(since == null ? now : since, true, told, raised, tried);
    }
    // What nobody was told of ends in silence.
    return told == null
        ? new AlarmState(null, false, null, raised, null)
        : new AlarmState(since, false, told, raised, tried);
  }

  /**
   * What is to be told now; null for nothing.
   *
   * @param repeat after so long a fault that stays is told again
   */
  @Nullable Kind due(Instant now, Duration repeat) {
    if (since == null || (tried != null && now.isBefore(tried.plus(TRY_AGAIN)))) {
      return null;
    }
    if (told == null) {
      return raised == null || !now.isBefore(raised.plus(COOLDOWN)) ? Kind.RAISED : null;
    }
    if (!faulty) {
      return Kind.RESOLVED;
    }
    return now.isBefore(told.plus(repeat)) ? null : Kind.REPEATED;
  }

  /** After it was told, or after nobody took it. */
  AlarmState after(Kind kind, boolean accepted, Instant now) {
    if (!accepted) {
      return new AlarmState(since, faulty, told, raised, now);
    }
    return switch (kind) {
      case RAISED -> new AlarmState(since, faulty, now, now, null);
      case REPEATED -> new AlarmState(since, faulty, now, raised, null);
      case RESOLVED -> new AlarmState(null, false, null, raised, null);
    };
  }
}
