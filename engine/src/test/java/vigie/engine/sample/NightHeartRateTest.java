package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Context;
import vigie.reading.Quality;

@Tag("C-56")
class NightHeartRateTest {
  private final DerivationUnderTest watch = new DerivationUnderTest("night-heart-rate");

  @Test
  void aNightIsToldByTheFirstReadingOfTheMorning() {
    Map<String, Double> made = readings(0, 60, 10);
    assertThat(made).isEmpty();

    made = watch.takes(75, Duration.ofHours(7));
    assertThat(made).isEqualTo(Map.of("night-heart-rate", 60.0));
    assertThat(watch.takes(75, Duration.ofHours(8))).isEmpty();
  }

  @Test
  void orByTheNextNightsFirst() {
    readings(0, 60, 10);
    assertThat(watch.takes(50, Duration.ofDays(1))).isEqualTo(Map.of("night-heart-rate", 60.0));
  }

  @Test
  void nineReadingsAreNoNight() {
    readings(0, 60, 9);
    assertThat(watch.takes(75, Duration.ofHours(7))).isEmpty();
    readings(1, 60, 9);
    assertThat(watch.takes(75, Duration.ofHours(31))).isEmpty();
  }

  // The clock on the wall decides: 23:30 UTC is night in Paris in winter (+60), not in London.
  @ParameterizedTest
  @CsvSource({"60, true", "0, false", "-300, false"})
  void theNightIsThatOfTheClockOnTheWall(int offset, boolean night) {
    watch.sample.offsetMinutes = offset;
    for (int i = 0; i < 10; i++) {
      watch.takes(60, Duration.ofHours(23).plusMinutes(30 + i));
    }
    assertThat(watch.takes(75, Duration.ofHours(36)).isEmpty()).isEqualTo(!night);
  }

  @Test
  void withoutAnOffsetThereIsNoNight() {
    watch.sample.offsetMinutes = Sample.NO_OFFSET;
    readings(0, 60, 10);
    assertThat(watch.takes(75, Duration.ofHours(7))).isEmpty();
    assertThat(watch.past.count).isZero();
  }

  @Test
  @Tag("C-07")
  void exerciseAndDoubtfulReadingsAreNotOfTheNight() {
    watch.sample.context = Context.EXERCISE;
    readings(0, 150, 10);
    watch.sample.context = Context.UNKNOWN;
    watch.sample.quality = Quality.QUESTIONABLE;
    readings(0, 150, 10);
    watch.sample.quality = Quality.VALID;
    readings(0, 60, 10);
    assertThat(watch.takes(75, Duration.ofHours(7))).containsEntry("night-heart-rate", 60.0);
  }

  @Test
  void aRiseIsAgainstTheMedianOfTheNightsBefore() {
    double[] nights = {57, 58, 56, 57, 90};
    for (int i = 0; i < 5; i++) {
      assertThat(night(i, nights[i])).doesNotContainKey("night-heart-rate-rise");
    }
    Map<String, Double> made = night(5, 61.4);

    assertThat(made).containsEntry("night-heart-rate-rise", 4.4);
    assertThat(watch.baseline()).isEqualTo(57);
    assertThat(watch.grounds().restsOn()).isEqualTo(5);
  }

  @Test
  void theUsualNightIsAMedianSoThatOneSlowNightIsNotUsual() {
    for (int i = 0; i < 4; i++) {
      assertThat(night(i, 58)).doesNotContainKey("night-heart-rate-usual");
    }
    assertThat(night(4, 38)).containsEntry("night-heart-rate-usual", 58.0);
  }

  @Test
  void nightsOfMoreThanEightWeeksAgoAreForgotten() {
    for (int i = 0; i < 5; i++) {
      night(i, 50);
    }
    assertThat(night(56, 60)).containsEntry("night-heart-rate-rise", 10.0);
    assertThat(night(57, 60)).containsEntry("night-heart-rate-rise", 10.0);
    assertThat(night(60, 60)).doesNotContainKey("night-heart-rate-rise");
  }

  @Test
  void aShiftIsToldFromTheTwentyFirstNight() {
    for (int i = 0; i < 20; i++) {
      assertThat(night(i, 58 + i % 3)).doesNotContainKey("heart-rate-shift");
    }
    assertThat(night(20, 59)).containsEntry("heart-rate-shift", 0.0);
  }

  // Usual 59, spread 1.4826; each night two deviations away adds 1.5 to the sum.
  @ParameterizedTest
  @CsvSource({"1, 1.5", "2, 3", "4, 6", "-1, -1.5", "-4, -6"})
  void nightsThatAreAllHigherOrAllLowerAddUp(int nights, double shift) {
    for (int i = 0; i < 24; i++) {
      night(i, 58 + i % 3);
    }
    double shifted = 59 + Math.signum(nights) * 2 * 1.4826;
    // In between, the three usual values cancel out: up to 59, no z is above the slack for long.
    Map<String, Double> made = new LinkedHashMap<>();
    for (int i = 0; i < 7; i++) {
      made = new LinkedHashMap<>(night(24 + i, i < 7 - Math.abs(nights) ? 59 : shifted));
    }
    assertThat(made).containsEntry("heart-rate-shift", shift);
  }

  @Test
  void eachValueRestsOnTheNightsThatItWasComparedWith() {
    for (int i = 0; i < 24; i++) {
      night(i, 60);
    }
    for (int i = 24; i < 28; i++) {
      night(i, 66);
    }
    // The nights before the last seven for the shift, all nights before the last for the rise.
    assertThat(watch.grounds("heart-rate-shift").baseline()).isEqualTo(60);
    assertThat(watch.grounds("heart-rate-shift").restsOn()).isEqualTo(21);
    assertThat(watch.grounds("night-heart-rate-rise").restsOn()).isEqualTo(27);
    for (int i = 28; i < 41; i++) {
      night(i, 66);
    }
    // Most nights are of the new kind, but not of those before the last seven.
    assertThat(watch.grounds("heart-rate-shift").baseline()).isEqualTo(60);
    assertThat(watch.grounds("night-heart-rate-rise").baseline()).isEqualTo(66);
    assertThat(watch.grounds("night-heart-rate-usual").baseline()).isNull();
    assertThat(watch.grounds("night-heart-rate-usual").restsOn()).isEqualTo(28);
  }

  @Test
  void aNightIsToldOnceAlsoWhenAFlightWestMakesItLonger() {
    watch.sample.offsetMinutes = 120;
    readings(0, 60, 40);
    assertThat(watch.takes(75, Duration.ofHours(6))).hasSize(1);
    watch.sample.offsetMinutes = -240;
    for (int i = 0; i < 20; i++) {
      watch.takes(70, Duration.ofHours(7).plusMinutes(i));
    }
    assertThat(watch.takes(75, Duration.ofHours(12))).isEmpty();
  }

  /** Ten readings of a night, and the first of the morning. */
  private Map<String, Double> night(int day, double value) {
    readings(day, value, 10);
    return watch.takes(75, Duration.ofDays(day).plusHours(8));
  }

  private Map<String, Double> readings(int day, double value, int count) {
    Map<String, Double> made = Map.of();
    for (int i = 0; i < count; i++) {
      made = watch.takes(value, Duration.ofDays(day).plusHours(3).plusMinutes(i));
    }
    return made;
  }
}
