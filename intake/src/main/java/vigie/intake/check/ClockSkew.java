package vigie.intake.check;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Refusal;
import vigie.intake.decode.SentReading;
import vigie.reading.RejectionReason;

/**
 * A device's clock may be ahead of ours by ten minutes (clinical reference 4.2). A reading further
 * ahead is quarantined here, before the stream, where it would make everyone else late.
 */
public final class ClockSkew implements ReadingCheck {
  /** How far a clock may be ahead. */
  static final Duration AHEAD_MAX = Duration.ofMinutes(10);

  @Override
  public @Nullable Refusal refusal(SentReading reading, Arrival arrival) {
    long latest = arrival.received().toEpochMilli() + AHEAD_MAX.toMillis();
    if (isAfter(reading.object().time().ts(), latest)
        || isAfter(reading.object().time().endTs(), latest)) {
      return new Refusal(
          RejectionReason.CLOCK_AHEAD,
          "the device's clock is more than " + AHEAD_MAX.toMinutes() + " minutes ahead");
    }
    return null;
  }

  private static boolean isAfter(@Nullable Long time, long latest) {
    return time != null && time > latest;
  }
}
