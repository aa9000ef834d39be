package vigie.gateway.decode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.reading.Context;
import vigie.reading.Metric;

/**
 * What readings sent together share: one object of the payload. Made by a decoder, then only read;
 * not safe to share between threads.
 */
public final class SentObject {
  private final @Nullable Long ts;
  private final @Nullable Long endTs;
  private final @Nullable String timeFault;
  private final @Nullable Long sequence;
  private final @Nullable Integer zoneOffsetMinutes;
  private final Context context;
  private final boolean test;
  private final List<SentReading> readings = new ArrayList<>(4);

  /**
   * Describes one object; its readings add themselves.
   *
   * @param ts when measured, milliseconds since 1970; null when the device did not say
   * @param endTs when the interval ended, milliseconds; null for an instant
   * @param timeFault why a time cannot be read; null when they can
   * @param sequence the device's own number; null when it has none
   * @param zoneOffsetMinutes local offset from UTC; null when unknown
   * @param context what the patient was doing
   * @param test whether sent to try the system
   */
  public SentObject(
      @Nullable Long ts,
      @Nullable Long endTs,
      @Nullable String timeFault,
      @Nullable Long sequence,
      @Nullable Integer zoneOffsetMinutes,
      Context context,
      boolean test) {
    this.ts = ts;
    this.endTs = endTs;
    this.timeFault = timeFault;
    this.sequence = sequence;
    this.zoneOffsetMinutes = zoneOffsetMinutes;
    this.context = context;
    this.test = test;
  }

  void add(SentReading reading) {
    readings.add(reading);
  }

  /** When measured, milliseconds since 1970; null when the device did not say. */
  public @Nullable Long ts() {
    return ts;
  }

  /** When the interval ended, milliseconds since 1970; null for an instant. */
  public @Nullable Long endTs() {
    return endTs;
  }

  /** Why a time cannot be read; null when they can. */
  public @Nullable String timeFault() {
    return timeFault;
  }

  /** The device's own number for it; null when it has none. */
  public @Nullable Long sequence() {
    return sequence;
  }

  /** Local offset from UTC in minutes; null when unknown. */
  public @Nullable Integer zoneOffsetMinutes() {
    return zoneOffsetMinutes;
  }

  /** What the patient was doing. */
  public Context context() {
    return context;
  }

  /** Whether sent to try the system. */
  public boolean test() {
    return test;
  }

  /** This object's readable value of a metric in its canonical unit; NaN when there is none. */
  public double canonicalOf(Metric metric) {
    for (SentReading reading : readings) {
      if (metric.equals(reading.metric())) {
        return reading.canonical();
      }
    }
    return Double.NaN;
  }
}
