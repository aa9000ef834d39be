package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.Grounds;
import vigie.patient.ProfileFlag;
import vigie.reading.MetricCatalogue;

/**
 * NEWS2 against the chart of the Royal College of Physicians, as {@code clinical.md} 2.2 has it.
 */
@Tag("C-56")
class News2ScoreTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** A column of the chart: points for all values from one to another, on its own grid. */
  record Band(String sign, double from, double to, int points) {
    static Band of(String line) {
      String[] part = line.strip().split("\\s+", -1);
      return new Band(
          part[0],
          Double.parseDouble(part[1]),
          Double.parseDouble(part[2]),
          Integer.parseInt(part[3]));
    }

    double grid() {
      return sign.equals("temperature") ? 0.1 : 1;
    }

    @Override
    public String toString() {
      return sign + " " + from + " to " + to + " gives " + points;
    }
  }

  // Every cell of the chart; the outermost bands end where the metric's plausible values do.
  private static final String CHART =
      """
      respiration        3     8     3
      respiration        9    11     1
      respiration       12    20     0
      respiration       21    24     2
      respiration       25    80     3
      scale1            30    91     3
      scale1            92    93     2
      scale1            94    95     1
      scale1            96   100     0
      scale2air         30    83     3
      scale2air         84    85     2
      scale2air         86    87     1
      scale2air         88    92     0
      scale2air         93   100     0
      scale2oxygen      30    83     3
      scale2oxygen      84    85     2
      scale2oxygen      86    87     1
      scale2oxygen      88    92     0
      scale2oxygen      93    94     1
      scale2oxygen      95    96     2
      scale2oxygen      97   100     3
      systolic          40    90     3
      systolic          91   100     2
      systolic         101   110     1
      systolic         111   219     0
      systolic         220   300     3
      pulse             20    40     3
      pulse             41    50     1
      pulse             51    90     0
      pulse             91   110     1
      pulse            111   130     2
      pulse            131   300     3
      temperature       25.0  35.0   3
      temperature       35.1  36.0   1
      temperature       36.1  38.0   0
      temperature       38.1  39.0   1
      temperature       39.1  45.0   2
      """;

  private static final Map<String, DoubleToIntFunction> SIGNS =
      Map.of(
          "respiration", News2Score::respiratoryRate,
          "scale1", News2Score::saturation,
          "scale2air", percent -> News2Score.saturationOnScale2(percent, false),
          "scale2oxygen", percent -> News2Score.saturationOnScale2(percent, true),
          "systolic", News2Score::systolic,
          "pulse", News2Score::pulse,
          "temperature", News2Score::temperature);

  static Stream<Band> chart() {
    return CHART.lines().map(Band::of);
  }

  @ParameterizedTest
  @MethodSource("chart")
  void everyValueOfABandGivesItsPoints(Band band) {
    BigDecimal grid = BigDecimal.valueOf(band.grid());
    BigDecimal to = BigDecimal.valueOf(band.to);
    for (BigDecimal v = BigDecimal.valueOf(band.from); v.compareTo(to) <= 0; v = v.add(grid)) {
      assertThat(points(band, v.doubleValue())).as("%s at %s", band.sign, v).isEqualTo(band.points);
    }
  }

  @ParameterizedTest
  @MethodSource("chart")
  void halfABandsStepIsRoundedUp(Band band) {
    double half = band.grid() / 2;
    double hundredth = band.grid() / 100;
    assertThat(points(band, exactly(band.from - half))).isEqualTo(band.points);
    assertThat(points(band, exactly(band.to + half - hundredth))).isEqualTo(band.points);
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, 35.04, 3",
    "temperature, 35.05, 1",
    "temperature, 36.05, 0",
    "temperature, 38.04, 0",
    "temperature, 38.05, 1",
    "temperature, 39.05, 2",
    "scale1, 91.49, 3",
    "scale1, 91.5, 2",
    "scale1, 95.49, 1",
    "scale1, 95.5, 0",
    "scale2oxygen, 92.5, 1",
    "pulse, 40.5, 1",
    "pulse, 90.5, 1",
    "pulse, 130.5, 3",
    "respiration, 8.5, 1",
    "respiration, 20.5, 2",
    "respiration, 24.5, 3",
    "systolic, 90.5, 2",
    "systolic, 219.49, 0",
    "systolic, 219.5, 3",
  })
  void roundingIsHalfUpToTheChart(String sign, double value, int points) {
    assertThat(function(sign).applyAsInt(value)).isEqualTo(points);
  }

  @Test
  void noHundredthOfADegreeIsRoundedTheOtherWayForItsBinaryDigits() {
    for (int hundredths = 2500; hundredths <= 4500; hundredths++) {
      BigDecimal celsius = BigDecimal.valueOf(hundredths, 2);
      double charted = celsius.setScale(1, RoundingMode.HALF_UP).doubleValue();
      assertThat(News2Score.temperature(celsius.doubleValue()))
          .as(celsius.toString())
          .isEqualTo(News2Score.temperature(charted));
    }
  }

  // clinical.md 2.2. Oxygen is what the profile says.
  @ParameterizedTest
  @CsvSource({
    "18, 97, '', 120, 72, alert, 36.8, 0, 0",
    "22, 93, '', 108, 112, alert, 38.4, 8, 2",
    "8, 97, '', 120, 72, alert, 36.8, 3, 3",
    "18, 97, 'SPO2_SCALE_2 ON_OXYGEN', 120, 72, alert, 36.8, 5, 3",
    "18, 94, 'SPO2_SCALE_2', 120, 72, alert, 36.8, 0, 0",
    "12, 96, '', 219, 90, alert, 38.0, 0, 0",
    "25, 91, 'ON_OXYGEN', 90, 131, voice, 35.0, 20, 3",
  })
  void theVectorsOfTheReference(
      double rate,
      double saturation,
      String flags,
      double systolic,
      double pulse,
      String consciousness,
      double celsius,
      double score,
      double highestPart) {
    DerivationUnderTest patient = new DerivationUnderTest("news2", flags(flags));
    patient.takes("respiratory-rate", rate, NOON);
    patient.takes("spo2", saturation, NOON);
    patient.takes("bp-systolic", systolic, NOON);
    patient.takes("body-temperature", celsius, NOON);
    patient.takes("consciousness", code(consciousness), NOON);

    assertThat(patient.takes("heart-rate", pulse, NOON))
        .isEqualTo(Map.of("news2", score, "news2-highest-part", highestPart));
    assertThat(patient.grounds().parts().stream().mapToInt(Grounds.Part::points).sum())
        .isEqualTo((int) score - (flags.contains("ON_OXYGEN") ? 2 : 0));
    assertThat(patient.grounds().missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"alert, 0", "confusion, 3", "voice, 3", "pain, 3", "unresponsive, 3"})
  void whoeverIsNotAlertHasThreePoints(String consciousness, double points) {
    DerivationUnderTest patient = complete();

    assertThat(patient.takes("consciousness", code(consciousness), NOON))
        .isEqualTo(Map.of("news2", points, "news2-highest-part", points));
    assertThat(patient.grounds().missing()).isEmpty();
    assertThat(patient.grounds().restsOn()).isEqualTo(6);
  }

  @Test
  void aStateOfBeforeConsciousnessWasAPartGoesOn() {
    DerivationUnderTest patient = complete();
    patient.past.size = 5;

    assertThat(patient.grounds().missing()).containsExactly("consciousness");
    assertThat(patient.takes("consciousness", code("pain"), NOON)).containsEntry("news2", 3.0);
  }

  @Test
  void withAllThatDevicesMeasureConsciousnessIsStillMissing() {
    DerivationUnderTest patient = complete();

    assertThat(patient.grounds().missing()).containsExactly("consciousness");
    assertThat(patient.grounds().restsOn()).isEqualTo(5);
  }

  @Test
  void whatIsMissingCountsNothingAndIsNamed() {
    DerivationUnderTest patient = new DerivationUnderTest("news2");
    patient.takes("respiratory-rate", 22, NOON);

    assertThat(patient.takes("heart-rate", 112, NOON))
        .isEqualTo(Map.of("news2", 4.0, "news2-highest-part", 2.0));
    assertThat(patient.grounds().missing())
        .containsExactly("spo2", "bp-systolic", "body-temperature", "consciousness");
    assertThat(patient.grounds().parts())
        .containsExactly(
            new Grounds.Part("respiratory-rate", 22, NOON, 2),
            new Grounds.Part("heart-rate", 112, NOON, 2));
  }

  @Test
  void oneVitalSignAloneMakesNoScore() {
    DerivationUnderTest patient = new DerivationUnderTest("news2");

    assertThat(patient.takes("respiratory-rate", 30, NOON)).isEmpty();
  }

  @Test
  void aDoubtfulVitalSignIsNoPart() {
    DerivationUnderTest patient = complete();
    patient.sample.quality = vigie.reading.Quality.QUESTIONABLE;

    assertThat(patient.takes("spo2", 66, NOON.plusSeconds(60))).isEmpty();
    patient.sample.quality = vigie.reading.Quality.VALID;
    assertThat(patient.takes("heart-rate", 72, NOON.plusSeconds(61))).containsEntry("news2", 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "respiratory-rate, PT15M",
    "spo2, PT15M",
    "heart-rate, PT15M",
    "bp-systolic, PT4H",
    "body-temperature, PT4H",
    "consciousness, PT4H",
  })
  void aVitalSignCountsForItsTimeAndNotAMillisecondLonger(String sign, Duration valid) {
    for (long over : List.of(-1L, 0L, 1L)) {
      DerivationUnderTest patient = complete();
      patient.takes("consciousness", 0, NOON);
      Instant later = NOON.plus(valid).plusMillis(over);
      for (String other : patient.derivation.sources()) {
        if (!other.equals(sign)) {
          patient.takes(other, 37, later);
        }
      }
      List<String> missing = patient.grounds().missing();
      assertThat(missing.contains(sign))
          .as("%s after %s + %s ms", sign, valid, over)
          .isEqualTo(over > 0);
    }
  }

  @Test
  void aScoreThatFellOnlyBecauseASignWasLostMayBeHigher() {
    DerivationUnderTest patient = complete();
    patient.takes("spo2", 91, NOON);
    Instant later = NOON.plus(Duration.ofMinutes(16));

    assertThat(patient.takes("heart-rate", 72, later)).containsEntry("news2", 0.0);
    assertThat(patient.out.atLeast(0)).isTrue();
    assertThat(patient.out.atLeast(1)).isTrue();

    assertThat(patient.takes("spo2", 97, later)).containsEntry("news2", 0.0);
    assertThat(patient.out.atLeast(0)).isFalse();
    assertThat(patient.out.atLeast(1)).isFalse();
  }

  private static DerivationUnderTest complete() {
    DerivationUnderTest patient = new DerivationUnderTest("news2");
    patient.takes("respiratory-rate", 18, NOON);
    patient.takes("spo2", 97, NOON);
    patient.takes("bp-systolic", 120, NOON);
    patient.takes("heart-rate", 72, NOON);
    patient.takes("body-temperature", 36.8, NOON);
    return patient;
  }

  private static int code(String name) {
    return MetricCatalogue.standard().metric("consciousness").codes().indexOf(name);
  }

  private static ProfileFlag[] flags(String names) {
    return Stream.of(names.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(ProfileFlag::valueOf)
        .toArray(ProfileFlag[]::new);
  }

  private static DoubleToIntFunction function(String sign) {
    return java.util.Objects.requireNonNull(SIGNS.get(sign));
  }

  private static int points(Band band, double value) {
    return function(band.sign).applyAsInt(value);
  }

  /** The decimal number that was meant. */
  private static double exactly(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).doubleValue();
  }
}
