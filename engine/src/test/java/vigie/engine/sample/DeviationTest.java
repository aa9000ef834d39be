package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.reading.Quality;

/** How unusual a day, and a pulse at its time of day, is for this patient. */
@Tag("C-56")
class DeviationTest {
  private final DerivationUnderTest pedometer = new DerivationUnderTest("steps-deviation");
  private final DerivationUnderTest watch = new DerivationUnderTest("heart-rate-deviation");

  @Test
  void aDayIsToldByTheNextDaysFirstReadingOnceThereAreFourteen() {
    for (int day = 0; day < 15; day++) {
      assertThat(day(day, 8000 + 100 * (day % 3))).isEmpty();
    }
    // Days 0 to 13: median 8100, deviation at least 2 % of it, 162. Day 14 had 8200.
    Map<String, Double> made = day(15, 5000);
    assertThat(made.get("steps-deviation")).isCloseTo(100 / 162.0, offset(1e-6));
    assertThat(day(16, 8000).get("steps-deviation")).isLessThan(-18);
    assertThat(pedometer.baseline()).isEqualTo(8100);
    assertThat(pedometer.grounds().restsOn()).isEqualTo(15);
  }

  // Median 8000 and deviation 1000 make 1482.6; of a deviation of 0, 2 % of the median count.
  @ParameterizedTest
  @CsvSource({
    "7000, 9000, 8000, 0",
    "7000, 9000, 12447.8, 3",
    "7000, 9000, 3552.2, -3",
    "8000, 8000, 8480, 3",
    "8000, 8000, 7840, -1",
  })
  void theDistanceIsInRobustStandardDeviations(double low, double high, double steps, double z) {
    for (int day = 0; day < 14; day++) {
      day(day, day % 2 == 0 ? low : high);
    }
    day(14, steps);
    assertThat(day(15, 0).get("steps-deviation")).isCloseTo(z, offset(1e-3));
  }

  @Test
  void sumsAreOfTheDayOnTheWallAndMeansAreMeans() {
    DerivationUnderTest skin = new DerivationUnderTest("skin-temperature-deviation");
    skin.sample.offsetMinutes = 120;
    for (int day = 0; day < 14; day++) {
      skin.takes(33, Duration.ofDays(day));
      skin.takes(35, Duration.ofDays(day).plusHours(21));
    }
    skin.takes(34, Duration.ofDays(14));
    // 22:00 UTC is midnight there: another day.
    assertThat(skin.takes(34, Duration.ofDays(14).plusHours(21).plusMinutes(59))).isEmpty();
    assertThat(skin.takes(34, Duration.ofDays(14).plusHours(22)))
        .isEqualTo(Map.of("skin-temperature-deviation", 0.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steps-deviation",
        "sleep-deviation",
        "diet-energy-deviation",
        "hrv-deviation",
        "skin-temperature-deviation"
      })
  void eachDailyMetricLearnsItsOwnDays(String made) {
    DerivationUnderTest device = new DerivationUnderTest(made);
    for (int day = 0; day < 15; day++) {
      device.takes(10 + day % 3, Duration.ofDays(day));
    }
    device.takes(20, Duration.ofDays(15));
    assertThat(device.takes(10, Duration.ofDays(16)).get(made)).isGreaterThan(3);
  }

  @Test
  void daysOfMoreThanFourWeeksAgoAreForgotten() {
    for (int day = 0; day < 20; day++) {
      day(day, 8000 + 100 * (day % 3));
    }
    // At the end of day 35 days 7 to 19 are left: thirteen.
    day(35, 100);
    assertThat(day(36, 8000)).isEmpty();
  }

  @Test
  void aDayThatComesTwiceOnAFlightWestIsOneDay() {
    for (int day = 0; day < 15; day++) {
      day(day, 8000 + 100 * (day % 3));
    }
    pedometer.sample.offsetMinutes = 120;
    pedometer.takes(100, Duration.ofDays(15).plusHours(23));
    pedometer.sample.offsetMinutes = -300;
    assertThat(pedometer.takes(8000, Duration.ofDays(16).plusHours(1))).isEmpty();
  }

  @Test
  void aPulseIsJudgedAfterSevenDaysAndAHundredReadings() {
    for (int day = 0; day < 7; day++) {
      for (int i = 0; i < 20; i++) {
        assertThat(watch.takes(60 + i % 5, at(day, 10, i)))
            .as("day %s reading %s", day, i)
            .isEmpty();
        if (day == 6) {
          break;
        }
      }
    }
    assertThat(watch.takes(62, at(6, 10, 1))).containsKey("heart-rate-deviation");
    assertThat(watch.grounds().restsOn()).isEqualTo(7);
    // Another time of day has a history of its own.
    assertThat(watch.takes(62, at(6, 13, 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 300})
  void itLearnsMedianAndDeviationHoweverOftenTheDeviceMeasures(int everySeconds) {
    learn(everySeconds, 20);

    double z = deviation(62, 20);
    assertThat(z).isCloseTo(0, offset(0.5));
    assertThat(watch.baseline()).isCloseTo(62, offset(1.5));
    // A normal spread of 3: 77 is five of them away.
    assertThat(deviation(77, 20)).isCloseTo(5, offset(1.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60})
  void halfAnHourOfAFastPulseDoesNotMakeItUsual(int everySeconds) {
    learn(everySeconds, 14);
    double first = deviation(85, 14);
    double last = first;
    for (int second = 0; second < 1800; second += everySeconds) {
      last = deviation(85, at(14, 10, 0).plusSeconds(second));
    }
    assertThat(first).isGreaterThan(5);
    assertThat(last).isGreaterThan(0.9 * first);
  }

  @Test
  void aChangedHabitIsLearnedWithinAMonth() {
    learn(60, 14);
    for (int day = 14; day < 44; day++) {
      for (int minute = 0; minute < 180; minute++) {
        watch.takes(75, at(day, 9, minute));
      }
    }
    assertThat(deviation(75, 44)).isLessThan(1);
  }

  @Test
  void aReadingWithoutLocalTimeOrInDoubtIsNeitherJudgedNorLearned() {
    learn(60, 14);
    Series before = watch.past.copy();
    watch.sample.quality = Quality.QUESTIONABLE;
    assertThat(watch.takes(180, at(14, 10, 0))).isEmpty();
    watch.sample.quality = Quality.VALID;
    watch.sample.offsetMinutes = Sample.NO_OFFSET;
    assertThat(watch.takes(180, at(14, 10, 0))).isEmpty();

    assertThat(watch.past).usingRecursiveComparison().isEqualTo(before);
  }

  private Map<String, Double> day(int day, double steps) {
    Map<String, Double> made = pedometer.takes(steps / 2, Duration.ofDays(day).plusHours(9));
    pedometer.takes(steps / 2, Duration.ofDays(day).plusHours(18));
    return made;
  }

  /** Days of a pulse of 62, normally spread by 3, from 9 to 12. */
  private void learn(int everySeconds, int days) {
    Random random = new Random(7);
    for (int day = 0; day < days; day++) {
      for (int second = 0; second < 3 * 3600; second += everySeconds) {
        watch.takes(62 + 3 * random.nextGaussian(), at(day, 9, 0).plusSeconds(second));
      }
    }
  }

  private double deviation(double value, int day) {
    return deviation(value, at(day, 9, 30));
  }

  private double deviation(double value, Instant at) {
    return Objects.requireNonNull(watch.takes(value, at).get("heart-rate-deviation"));
  }

  private static Instant at(int day, int hour, int minute) {
    return DerivationUnderTest.START.plus(Duration.ofDays(day).plusHours(hour).plusMinutes(minute));
  }
}
