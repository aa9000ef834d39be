package vigie.engine.sample;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.patient.ProfileFlag;

/** The derived metrics there are. */
public final class Derivations {
  private static final List<Derivation> FOR_ALL =
      List.of(
          new GlucoseTrend(),
          new WeightGain(),
          new WeekMean("bp-systolic", "bp-systolic-week"),
          new WeekMean("bp-diastolic", "bp-diastolic-week"),
          new SpO2Fall(),
          new NightHeartRate(),
          new HourDeviation(),
          new CycleDays(),
          new DayDeviation("steps", "steps-deviation", DayDeviation.Of.SUM),
          new DayDeviation("diet-energy", "diet-energy-deviation", DayDeviation.Of.SUM),
          new DayDeviation("hrv-rmssd", "hrv-deviation", DayDeviation.Of.MEAN),
          new DayDeviation("skin-temperature", "skin-temperature-deviation", DayDeviation.Of.MEAN));

  private Derivations() {}

  /**
   * What makes this derived metric for a patient with these flags.
   *
   * @param sourceOrder devices by metric, the preferred one first, where they are ranked
   * @throws IllegalArgumentException when nothing does
   */
  public static Derivation making(
      String metric, Set<ProfileFlag> flags, Map<String, List<String>> sourceOrder) {
    EarlyWarning earlyWarning = new EarlyWarning(flags);
    if (earlyWarning.makes().contains(metric)) {
      return earlyWarning;
    }
    SleepDeviation sleep =
        new SleepDeviation(sourceOrder.getOrDefault(SleepDeviation.SOURCE, List.of()));
    if (sleep.makes().contains(metric)) {
      return sleep;
    }
    return FOR_ALL.stream()
        .filter(derivation -> derivation.makes().contains(metric))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("nothing derives '" + metric + "'"));
  }
}
