package vigie.cli.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.cli.device.BoundDevice;

/** Healthy series that every scenario starts from, and what its devices are called. */
final class Vitals {
  /** How often vitals of the past day are measured. */
  static final Duration HISTORY = Duration.ofMinutes(5);

  private static final double DAY_SECONDS = 86_400;

  private static final Map<String, String> KINDS =
      Map.of(
          "cgm", "continuous glucose monitor",
          "cuff", "blood pressure cuff",
          "glucometer", "glucometer",
          "oximeter", "pulse oximeter",
          "patch", "temperature patch",
          "scale", "scale",
          "strap", "chest strap");

  private Vitals() {}

  /** Heart rate about this number, and everything else as it should be: no rule is met. */
  static List<Channel> healthy(double heartRate) {
    return List.of(
        new Channel(
            "strap",
            "heart-rate",
            "bpm",
            HISTORY,
            Duration.ofSeconds(5),
            0,
            (noise, at, live) ->
                heartRate + circadian(live) * 4 + noise.smooth("heart", at, 60, 2.5)),
        new Channel(
            "strap",
            "respiratory-rate",
            "breaths/min",
            HISTORY,
            Duration.ofSeconds(15),
            0,
            (noise, at, live) -> 15 + circadian(live) + noise.smooth("breath", at, 60, 0.5)),
        new Channel(
            "oximeter",
            "spo2",
            "%",
            HISTORY,
            Duration.ofSeconds(5),
            0,
            (noise, at, live) ->
                Math.min(100, 97.8 + circadian(live) * 0.3 + noise.smooth("spo2", at, 60, 0.35))),
        new Channel(
            "patch",
            "body-temperature",
            "degC",
            HISTORY,
            Duration.ofSeconds(60),
            1,
            (noise, at, live) ->
                36.7 + circadian(live) * 0.3 + noise.smooth("temperature", at, 300, 0.05)),
        new Channel(
            "cuff",
            "bp-systolic",
            "mmHg",
            Duration.ofHours(6),
            Duration.ofHours(6),
            0,
            (noise, at, live) -> 121 + circadian(live) * 5 + noise.smooth("systolic", at, 60, 4)),
        new Channel(
            "cuff",
            "bp-diastolic",
            "mmHg",
            Duration.ofHours(6),
            Duration.ofHours(6),
            0,
            (noise, at, live) -> 76 + circadian(live) * 3 + noise.smooth("diastolic", at, 60, 3)));
  }

  /** A measurement made by hand, only in the live part: at this second and then regularly. */
  static Channel onceLive(
      String device,
      String metric,
      String unit,
      double firstSecond,
      double everySeconds,
      int decimals,
      Curve curve) {
    return new Channel(
        device,
        metric,
        unit,
        Duration.ZERO,
        Duration.ofMillis(Math.round(everySeconds * 1000)),
        decimals,
        (noise, at, live) -> live < firstSecond ? Double.NaN : curve.at(live));
  }

  static List<BoundDevice> devices(List<Channel> channels) {
    Map<String, BoundDevice> devices = new LinkedHashMap<>();
    for (Channel channel : channels) {
      BoundDevice device =
          new BoundDevice(
              channel.device(),
              KINDS.getOrDefault(channel.device(), channel.device()),
              channel.live());
      // A device with several series is expected at the pace of its fastest.
      devices.merge(
          channel.device(),
          device,
          (a, b) -> a.expectedInterval().compareTo(b.expectedInterval()) <= 0 ? a : b);
    }
    return List.copyOf(devices.values());
  }

  /** From -1 (deepest in the night, at the live begin) to 1 (half a day away). */
  private static double circadian(double secondsLive) {
    return -Math.cos(2 * Math.PI * secondsLive / DAY_SECONDS);
  }

  /** Seconds from one to the other. */
  static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
