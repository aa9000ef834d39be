package vigie.intake.decode;

import org.jspecify.annotations.Nullable;

/**
 * When something was measured, as the device said it.
 *
 * @param ts when measured or begun, milliseconds since 1970; null when the device did not say
 * @param endTs when the interval ended, milliseconds since 1970; null for an instant
 * @param estimated whether ts was reckoned from the time received, because the device has no clock
 * @param zoneOffsetMinutes local offset from UTC; null when unknown
 * @param fault why a time cannot be read; null when they can
 */
public record SentTime(
    @Nullable Long ts,
    @Nullable Long endTs,
    boolean estimated,
    @Nullable Integer zoneOffsetMinutes,
    @Nullable String fault) {

  /** The device did not say. */
  static final SentTime UNSAID = new SentTime(null, null, false, null, null);

  /** The device said something that is no time. */
  static SentTime unreadable(String fault) {
    return new SentTime(null, null, false, null, fault);
  }

  /** Whether the time received stands for the device's own, wholly or in part. */
  public boolean unsure() {
    return ts == null || estimated;
  }
}
