package vigie.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.Keyed128;

/**
 * One value of one metric, or one interval, of one patient from one device. Times have millisecond
 * precision.
 *
 * @param patient whose it is, by the device's binding
 * @param device which device measured
 * @param metric what was measured
 * @param value in the metric's canonical unit; for a coded metric the code's index
 * @param effective when it was measured, or when the interval began
 * @param effectiveEnd when the interval ended; null for an instant
 * @param zoneOffsetMinutes local offset from UTC as the device gave it; null when unknown
 * @param received when the gateway took it
 * @param sequence the device's own number for it; null when it has none
 * @param quality how far to trust it
 * @param context what the patient was doing
 * @param original as sent, when converted; null when sent in the canonical unit
 * @param expectedInterval how often this device measures; zero when its binding does not say
 */
public record Reading(
    PatientId patient,
    DeviceId device,
    Metric metric,
    double value,
    Instant effective,
    @Nullable Instant effectiveEnd,
    @Nullable Integer zoneOffsetMinutes,
    Instant received,
    @Nullable Long sequence,
    Quality quality,
    Context context,
    @Nullable Original original,
    Duration expectedInterval) {

  /** Checks what can never hold. */
  public Reading {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("value must be a finite number, was " + value);
    }
    if (effectiveEnd != null && effectiveEnd.isBefore(effective)) {
      throw new IllegalArgumentException("interval ends before it begins");
    }
  }

  /**
   * What only one value can be true of (patient, device, metric, effective time, and sequence
   * number if any) as 128 bits: a repeated transmission has the same id, and so has a correction or
   * a retraction.
   */
  public UUID id() {
    return Keyed128.of(
        patient,
        device,
        metric.number(),
        effective.toEpochMilli(),
        effectiveEnd == null ? 0 : effectiveEnd.toEpochMilli(),
        sequence == null ? "" : "s" + sequence);
  }

  /** Whether it says that what was measured then is not to be taken for true. */
  public boolean retracts() {
    return quality == Quality.RETRACTED;
  }

  /** This reading, in doubt. */
  public Reading questionable() {
    return with(received, Quality.QUESTIONABLE);
  }

  /** This reading, as if taken at that time; its id stays. */
  public Reading receivedAt(Instant time) {
    return with(time, quality);
  }

  private Reading with(Instant changedReceived, Quality changedQuality) {
    return new Reading(
        patient,
        device,
        metric,
        value,
        effective,
        effectiveEnd,
        zoneOffsetMinutes,
        changedReceived,
        sequence,
        changedQuality,
        context,
        original,
        expectedInterval);
  }

  /** How old it was when received; negative when the device's clock is ahead. */
  public Duration age() {
    return Duration.between(effective, received);
  }

  /** The device's interval between readings, or the metric's usual one. */
  public Duration sampleInterval() {
    return expectedInterval.isZero() ? metric.expectedInterval() : expectedInterval;
  }
}
