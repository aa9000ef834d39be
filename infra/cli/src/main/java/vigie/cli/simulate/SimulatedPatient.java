package vigie.cli.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vigie.cli.device.DeviceReading;

/**
 * One simulated patient.
 *
 * @param scenario what happens
 * @param seed the same seed gives the same readings
 * @param liveBegin when the live part begins; the history lies before it
 */
public record SimulatedPatient(Scenario scenario, long seed, Instant liveBegin) {
  /** How far back the history goes; weighings go back a week. */
  public static final Duration HISTORY = Duration.ofDays(1);

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration FINE_BEFORE = Duration.ofMinutes(10);

  /** Begins at a whole second, so that ticks do not drift. */
  public SimulatedPatient {
    liveBegin = Instant.ofEpochSecond(liveBegin.getEpochSecond());
  }

  /** Everything before the live begin, in the order of time. */
  public List<DeviceReading> history() {
    Noise noise = new Noise(seed);
    List<DeviceReading> readings = new ArrayList<>();
    Instant fine = liveBegin.minus(FINE_BEFORE);
    for (Channel channel : scenario.channels()) {
      if (channel.history().isZero()) {
        continue;
      }
      boolean slow = channel.history().compareTo(FINE_BEFORE) > 0;
      Duration back = channel.history().compareTo(HISTORY) >= 0 ? WEEK : HISTORY;
      // A slow series' last reading stands a whole interval before the live begin.
      add(
          readings,
          channel,
          noise,
          liveBegin.minus(back),
          slow ? liveBegin : fine,
          channel.history());
      if (!slow) {
        add(readings, channel, noise, fine, liveBegin, channel.live());
      }
    }
    readings.sort(DeviceReading.BY_SENT);
    return readings;
  }

  /**
   * The live readings from one time (inclusive) to another (exclusive), in the order of time; none
   * of before the live begin.
   */
  public List<DeviceReading> live(Instant from, Instant to) {
    Noise noise = new Noise(seed);
    List<DeviceReading> readings = new ArrayList<>();
    for (Channel channel : scenario.channels()) {
      long step = channel.live().toMillis();
      Instant anchor = anchor(channel);
      long ahead = Math.max(0, Duration.between(anchor, from).toMillis());
      Instant first = anchor.plusMillis((ahead + step - 1) / step * step);
      add(readings, channel, noise, first, to, channel.live());
    }
    readings.sort(DeviceReading.BY_SENT);
    return readings;
  }

  /** A series measured by hand begins when its curve does; the others at the live begin. */
  private Instant anchor(Channel channel) {
    return channel.history().isZero()
        ? liveBegin.plusSeconds((long) scenario.onsetSecond())
        : liveBegin;
  }

  private void add(
      List<DeviceReading> readings,
      Channel channel,
      Noise noise,
      Instant from,
      Instant to,
      Duration step) {
    for (Instant at = from; at.isBefore(to); at = at.plus(step)) {
      double value = channel.value(noise, at, Vitals.seconds(liveBegin, at));
      if (!Double.isNaN(value)) {
        readings.add(
            DeviceReading.instant(channel.device(), channel.metric(), value, channel.unit(), at));
      }
    }
  }
}
