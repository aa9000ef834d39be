package vigie.cli.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vigie.cli.device.BoundDevice;

/**
 * What happens to a simulated patient. Times are seconds since the live begin; negative ones lie in
 * the history. It is night for all of them, whatever the wall clock says.
 */
public enum Scenario {
  /** Insulin acts too long: the sensor falls towards 70, then a finger prick shows 48 mg/dL. */
  NIGHT_HYPOGLYCAEMIA("Night hypoglycaemia", 1, "GL-1a") {
    @Override
    List<Channel> channels() {
      Curve falling = Curve.of(-21_600, 165, -5_400, 118, 0, 76, 900, 62, 1_800, 52, 3_600, 58);
      Curve prick = Curve.of(1, 48, 600, 52, 1_200, 71, 1_800, 92);
      List<Channel> channels = new ArrayList<>(Vitals.healthy(82));
      channels.add(
          new Channel(
              "cgm",
              "glucose-cgm",
              "mg/dL",
              Duration.ofMinutes(5),
              Duration.ofMinutes(5),
              0,
              (noise, at, live) -> falling.at(live) + noise.smooth("cgm", at, 300, 1.2)));
      channels.add(Vitals.onceLive("glucometer", "glucose", "mg/dL", 1, 600, 0, prick));
      return channels;
    }
  },
  /** Saturation falls within seconds to 83 % and stays there. */
  DESATURATION("Desaturation", 12, "OX-1") {
    @Override
    List<Channel> channels() {
      Curve falling = Curve.of(0, 97, 4, 97, 12, 83.5, 150, 83, 200, 96.8);
      List<Channel> channels = new ArrayList<>(Vitals.healthy(68));
      channels.removeIf(channel -> channel.metric().equals("spo2"));
      channels.add(
          new Channel(
              "oximeter",
              "spo2",
              "%",
              Vitals.HISTORY,
              Duration.ofSeconds(1),
              0,
              (noise, at, live) ->
                  Math.min(100, falling.at(live) + noise.smooth("spo2", at, 10, 0.5))));
      return channels;
    }
  },
  /** A patch shows a fever that has stood at 40 degrees for nearly ten minutes. */
  FEVER("Fever", -560, "T-2") {
    @Override
    List<Channel> channels() {
      Curve rising = Curve.of(-14_400, 36.9, -3_600, 38.4, -600, 39.8, -560, 40.25, 3_600, 40.5);
      List<Channel> channels = new ArrayList<>(Vitals.healthy(90));
      channels.removeIf(channel -> channel.metric().equals("body-temperature"));
      channels.add(
          new Channel(
              "patch",
              "body-temperature",
              "degC",
              Vitals.HISTORY,
              Duration.ofSeconds(20),
              1,
              (noise, at, live) -> rising.at(live) + noise.smooth("temperature", at, 120, 0.03)));
      return channels;
    }
  },
  /** The heart races at rest from two minutes before the live begin. */
  TACHYCARDIA("Tachycardia", -140, "HR-1") {
    @Override
    List<Channel> channels() {
      Curve racing = Curve.of(-150, 78, -140, 168, 1_200, 172, 1_260, 88);
      List<Channel> channels = new ArrayList<>(Vitals.healthy(78));
      channels.removeIf(channel -> channel.metric().equals("heart-rate"));
      channels.add(
          new Channel(
              "strap",
              "heart-rate",
              "bpm",
              Vitals.HISTORY,
              Duration.ofSeconds(5),
              0,
              (noise, at, live) -> racing.at(live) + noise.smooth("heart", at, 60, 2.5)));
      return channels;
    }
  },
  /**
   * Three kilogrammes in five days. Rules on weight need the flag HEART_FAILURE: without it the
   * gain shows in the timeline only.
   */
  HEART_FAILURE_WEIGHT_GAIN("Heart-failure weight gain", Double.NaN, "") {
    @Override
    List<Channel> channels() {
      double day = 86_400;
      Curve gaining =
          Curve.of(-7 * day, 82, -5 * day, 82.2, -4 * day, 82.7, -2 * day, 84, 0, 85.3, day, 85.9);
      List<Channel> channels = new ArrayList<>(Vitals.healthy(84));
      channels.add(
          new Channel(
              "scale",
              "body-weight",
              "kg",
              Duration.ofDays(1),
              Duration.ofDays(1),
              1,
              (noise, at, live) -> gaining.at(live) + noise.smooth("weight", at, 86_400, 0.08)));
      return channels;
    }
  },
  /** Sleeps well. */
  HEALTHY_SLEEPER("Healthy, asleep", Double.NaN, "") {
    @Override
    List<Channel> channels() {
      return Vitals.healthy(62);
    }
  },
  /** Awake and well. */
  HEALTHY_AWAKE("Healthy, awake", Double.NaN, "") {
    @Override
    List<Channel> channels() {
      return Vitals.healthy(74);
    }
  };

  private final String title;
  private final double onsetSecond;
  private final String firstRule;

  Scenario(String title, double onsetSecond, String firstRule) {
    this.title = title;
    this.onsetSecond = onsetSecond;
    this.firstRule = firstRule;
  }

  /** The series of this patient. */
  abstract List<Channel> channels();

  /** For people to read. */
  public String title() {
    return title;
  }

  /** Whether an alert is to be expected. */
  public boolean alerts() {
    return !firstRule.isEmpty();
  }

  /** About when it goes wrong, in seconds since the live begin; not a number for never. */
  public double onsetSecond() {
    return onsetSecond;
  }

  /** The rule that is met first among those that page; empty for none. */
  public String firstRule() {
    return firstRule;
  }

  /** The devices this patient wears. */
  public List<BoundDevice> devices() {
    return Vitals.devices(channels());
  }
}
