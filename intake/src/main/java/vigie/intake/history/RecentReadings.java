package vigie.intake.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/** What is remembered of the latest devices and patients. Safe for several threads. */
public final class RecentReadings {
  private static final int PREVIEW_SIZE = 1_000;

  private final @Nullable RecentReadings original;
  private final Cache<DeviceId, DeviceClock> clocks;
  private final Cache<PatientId, PatientValues> values;

  /**
   * Remembers nothing yet.
   *
   * @param size so many devices and so many patients; up to a kilobyte for both
   */
  public RecentReadings(int size) {
    this(size, null);
  }

  private RecentReadings(int size, @Nullable RecentReadings original) {
    this.original = original;
    clocks = Caffeine.newBuilder().maximumSize(size).build();
    values = Caffeine.newBuilder().maximumSize(size).build();
  }

  /** Knows what this one knows; what it learns is its own. For one message at a time. */
  public RecentReadings preview() {
    return new RecentReadings(PREVIEW_SIZE, this);
  }

  /** A message came in which the device says that it measured at this time. */
  public void heard(DeviceId device, long ts, Instant received) {
    DeviceClock clock = clock(device);
    synchronized (clock) {
      clock.learn(ts, received.toEpochMilli());
    }
  }

  /** The time to go on with, never after the time received; ts in milliseconds since 1970 UTC. */
  public Instant settled(DeviceId device, long ts, Instant received) {
    if (ts <= received.toEpochMilli()) {
      return Instant.ofEpochMilli(ts);
    }
    DeviceClock clock = clock(device);
    synchronized (clock) {
      return Instant.ofEpochMilli(clock.settled(ts, received.toEpochMilli()));
    }
  }

  /** Holds a reading against the earlier ones and remembers it. */
  public Verdict take(Reading reading) {
    if (!PatientValues.compares(reading.metric())) {
      return Verdict.CREDIBLE;
    }
    PatientValues known = values(reading.patient());
    synchronized (known) {
      return known.take(reading);
    }
  }

  private DeviceClock clock(DeviceId device) {
    return clocks.get(
        device,
        key -> {
          DeviceClock known = original == null ? null : original.clocks.getIfPresent(key);
          if (known == null) {
            return new DeviceClock();
          }
          synchronized (known) {
            return known.copy();
          }
        });
  }

  private PatientValues values(PatientId patient) {
    return values.get(
        patient,
        key -> {
          PatientValues known = original == null ? null : original.values.getIfPresent(key);
          if (known == null) {
            return new PatientValues();
          }
          synchronized (known) {
            return known.copy();
          }
        });
  }
}
