package vigie.engine.sample;

import java.util.List;
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
          new DayDeviation("sleep-total", "sleep-deviation", DayDeviation.Of.SUM),
          new DayDeviation("diet-energy", "diet-energy-deviation", DayDeviation.Of.SUM),
          new DayDeviation("hrv-rmssd", "hrv-deviation", DayDeviation.Of.MEAN),
          new DayDeviation("skin-temperature", "skin-temperature-deviation", DayDeviation.Of.MEAN));

  private Derivations() {}

  /**
   * What makes this derived metric for a patient with these flags.
   *
   * @throws IllegalArgumentException when nothing does
   */
  public static Derivation making(String metric, Set<ProfileFlag> flags) {
    EarlyWarning earlyWarning = new EarlyWarning(flags);
    if (earlyWarning.makes().contains(metric)) {
      return earlyWarning;
    }
    return FOR_ALL.stream()
        .filter(derivation -> derivation.makes().contains(metric))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("nothing derives '" + metric + "'"));
  }
}
