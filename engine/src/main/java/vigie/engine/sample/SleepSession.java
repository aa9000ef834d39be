package vigie.engine.sample;

import vigie.reading.Metric;

/**
 * An interval of sleep as one source tells it. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC. One that is made never changes.
 */
public final class SleepSession {
  private static final double HOUR = 3_600_000;
  private static final double MINUTE = 60_000;

  /** Which device. */
  public String device = "";

  /** When it began. */
  public long begin;

  /** When it ended, exclusive. */
  public long end;

  /** How much sleep was in it, in the metric's unit. */
  public double value;

  /** Tells two of one device and time apart. */
  public long identity;

  /** Number of the local day since 1970 on which the patient woke. */
  public long day;

  /** Whether the value is in doubt. */
  public boolean doubtful;

  /** Whether what counts of it has been summed, and can change no more. */
  public boolean settled;

  /** An empty one, for Flink. */
  public SleepSession() {}

  /** One that is told. */
  public SleepSession(
      String device, long begin, long end, double value, long identity, boolean doubtful) {
    this.device = device;
    this.begin = begin;
    this.end = end;
    this.value = value;
    this.identity = identity;
    this.doubtful = doubtful;
  }

  /** The same, summed up to this time. */
  SleepSession summed(long until) {
    SleepSession summed = new SleepSession(device, begin, until, value, identity, doubtful);
    summed.day = day;
    summed.settled = true;
    return summed;
  }

  /**
   * For how long a value without a begin is taken to have lasted up to its time: for as long as it
   * says, a day at most. A stage says no duration.
   *
   * @return milliseconds
   */
  public static long said(Metric metric, double value) {
    double unit =
        switch (metric.unit()) {
          case "h" -> HOUR;
          case "min" -> MINUTE;
          default -> 0;
        };
    return Math.min(Days.DAY, Math.round(value * unit));
  }
}
