package vigie.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import vigie.device.DeviceStatus;

/**
 * What is known of one device of a patient. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class DeviceFacts {
  /** Stands for a battery of which the device said nothing. */
  static final int UNKNOWN = -1;

  /** So long a refused value counts. */
  static final Duration REFUSALS_COUNT_FOR = Duration.ofHours(1);

  private static final int REFUSALS_MAX = 16;

  /** Whether it is known to be the patient's. */
  public boolean bound;

  /** How often it measures, in seconds; 0 when its binding does not say. */
  public long intervalSeconds;

  /** Silence before this does not count: it was not the patient's yet, or charged. */
  public long expectedSince;

  /** When to look whether it has fallen silent; 0 for never. */
  public long silenceDue = Watch.NEVER;

  /** Number of the metric of the silence that was noticed; 0 while it is heard. */
  public int silent;

  /** When that silence began. */
  public long silentSince;

  /** Up to when it has been judged. */
  public long judgedTo;

  /** What it last said that it does. */
  public DeviceStatus.State state = DeviceStatus.State.ONLINE;

  /** Charge in percent that it said with it, or {@link #UNKNOWN}. */
  public int battery = UNKNOWN;

  /** When it was so. */
  public long statusAt;

  /** When the gateway heard of it; 0 while it never has. */
  public long statusReceived;

  /** Whether that is still to be judged. */
  public boolean unjudged;

  /** When the gateway refused values of it, oldest first, within {@link #REFUSALS_COUNT_FOR}. */
  public long[] refusedAt = {};

  /** Whether its clock was ahead when one of those was refused. */
  public boolean clockAhead;

  /** Whether the latest refusal is still to be judged. */
  public boolean refusalUnjudged;

  /** When to look whether refusals have ended; 0 for never. */
  public long refusalsDue = Watch.NEVER;

  /** Nothing known yet. */
  public DeviceFacts() {}

  /** Whether nobody wears it, so that nothing is expected of it. */
  boolean away() {
    return state == DeviceStatus.State.CHARGING || state == DeviceStatus.State.OFF_WRIST;
  }

  /** It is the patient's. */
  void belongs(DeviceNews.Bound binding, long now) {
    if (!bound) {
      expectedSince = Math.max(expectedSince, now);
    }
    bound = true;
    intervalSeconds = binding.intervalSeconds();
  }

  /** The gateway refused a value of it. */
  void refused(DeviceNews.Refused refusal) {
    long from = refusal.received() - REFUSALS_COUNT_FOR.toMillis();
    refusedAt =
        LongStream.concat(Arrays.stream(refusedAt), LongStream.of(refusal.received()))
            .filter(at -> at > from)
            .sorted()
            .toArray();
    if (refusedAt.length > REFUSALS_MAX) {
      refusedAt = Arrays.copyOfRange(refusedAt, refusedAt.length - REFUSALS_MAX, refusedAt.length);
    }
    clockAhead |= refusal.clockAhead();
    refusalUnjudged = refusedAt.length > 0;
  }

  void said(DeviceNews.Status status) {
    if (status.received() < statusReceived) {
      return;
    }
    boolean wasAway = away();
    state = status.state();
    if (wasAway && !away()) {
      expectedSince = Math.max(expectedSince, status.received());
    }
    battery = status.battery() == null ? UNKNOWN : status.battery();
    statusAt = status.at();
    statusReceived = status.received();
    unjudged = true;
  }
}
