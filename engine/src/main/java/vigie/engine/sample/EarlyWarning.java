package vigie.engine.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vigie.patient.ProfileFlag;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/**
 * NEWS2 of the latest vital signs, as far as they are known: pulse, respiration and saturation of
 * the last 15 minutes, blood pressure and temperature of the last four hours ({@code clinical.md}
 * 2.2), and consciousness, which somebody has to judge, of the last four hours too. What is missing
 * counts nothing, so the score is "at least" this; whether the patient breathes oxygen is what the
 * profile says. One vital sign alone makes no score: it has rules of its own.
 *
 * <p>A score that is lower only because a vital sign that gave points has not been measured since
 * is told as one that may be higher, and so clears nothing: loss of signal never ends an alert
 * ({@code clinical.md} 4.4).
 */
final class EarlyWarning implements Derivation {
  private static final long BRIEFLY = Duration.ofMinutes(15).toMillis();
  private static final long LONG = Duration.ofHours(4).toMillis();
  private static final int LEAST = 2;
  private static final List<String> VITAL_SIGNS =
      List.of(
          "respiratory-rate",
          "spo2",
          "bp-systolic",
          "heart-rate",
          "body-temperature",
          "consciousness");

  private final int[] vitalSigns =
      VITAL_SIGNS.stream().mapToInt(id -> MetricCatalogue.standard().metric(id).number()).toArray();
  private final int score = MetricCatalogue.standard().metric("news2").number();
  private final int highestPart = MetricCatalogue.standard().metric("news2-highest-part").number();
  private final boolean scale2;
  private final boolean onOxygen;

  /** A score for a patient with these flags. */
  EarlyWarning(Set<ProfileFlag> flags) {
    scale2 = flags.contains(ProfileFlag.SPO2_SCALE_2);
    onOxygen = flags.contains(ProfileFlag.ON_OXYGEN);
  }

  @Override
  public List<String> sources() {
    return VITAL_SIGNS;
  }

  @Override
  public List<String> makes() {
    return List.of("news2", "news2-highest-part");
  }

  @Override
  public void derive(Series past, Sample sample, Derived out) {
    if (sample.quality == Quality.QUESTIONABLE) {
      return;
    }
    // A state of before consciousness was known has one place less.
    while (past.size < vitalSigns.length) {
      past.add(Long.MIN_VALUE, 0, vitalSigns.length);
    }
    for (int i = 0; i < vitalSigns.length; i++) {
      if (vitalSigns[i] == sample.metric) {
        past.at[i] = sample.effective;
        past.value[i] = sample.value;
      }
    }
    past.bucket = sample.effective;
    int known = 0;
    int total = onOxygen ? News2Score.OXYGEN : 0;
    int highest = 0;
    int lost = 0;
    int highestLost = 0;
    for (int i = 0; i < vitalSigns.length; i++) {
      if (past.at[i] == Long.MIN_VALUE) {
        continue;
      }
      int points = points(i, past.value[i]);
      if (isKnown(past, i)) {
        total += points;
        highest = Math.max(highest, points);
        known++;
      } else {
        lost += points;
        highestLost = Math.max(highestLost, points);
      }
    }
    if (known >= LEAST) {
      out.add(score, total, lost > 0);
      out.add(highestPart, highest, highestLost > highest);
    }
  }

  /** Whether this vital sign is young enough to count at the time of the latest sample. */
  private static boolean isKnown(Series past, int place) {
    boolean lasts = place == 2 || place >= 4;
    return place < past.size
        && past.at[place] != Long.MIN_VALUE
        && past.bucket - past.at[place] <= (lasts ? LONG : BRIEFLY);
  }

  private int points(int place, double value) {
    return switch (place) {
      case 0 -> News2Score.respiratoryRate(value);
      case 1 ->
          scale2 ? News2Score.saturationOnScale2(value, onOxygen) : News2Score.saturation(value);
      case 2 -> News2Score.systolic(value);
      case 3 -> News2Score.pulse(value);
      case 4 -> News2Score.temperature(value);
      default -> News2Score.consciousness(value);
    };
  }

  @Override
  public Basis basis(int made, Series past) {
    List<Integer> known = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < vitalSigns.length; i++) {
      (isKnown(past, i) ? known : missing).add(i);
    }
    Basis basis = Basis.of(known.size());
    basis.metric = known.stream().mapToInt(i -> vitalSigns[i]).toArray();
    basis.value = known.stream().mapToDouble(i -> past.value[i]).toArray();
    basis.effective = known.stream().mapToLong(i -> past.at[i]).toArray();
    basis.points = known.stream().mapToInt(i -> points(i, past.value[i])).toArray();
    basis.missing = missing.stream().mapToInt(i -> vitalSigns[i]).toArray();
    return basis;
  }
}
