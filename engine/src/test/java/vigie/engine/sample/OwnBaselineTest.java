package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Quality;

/** The week's mean of blood pressure, and saturation against the patient's own baseline. */
@Tag("C-56")
class OwnBaselineTest {
  private final DerivationUnderTest cuff = new DerivationUnderTest("bp-systolic-week");
  private final DerivationUnderTest oximeter = new DerivationUnderTest("spo2-fall");

  @Test
  void aWeeksMeanIsToldFromTheTwelfthReading() {
    for (int i = 0; i < 11; i++) {
      assertThat(cuff.takes(i % 2 == 0 ? 140 : 130, Duration.ofHours(12L * i))).isEmpty();
    }
    assertThat(cuff.takes(130, Duration.ofHours(132))).isEqualTo(Map.of("bp-systolic-week", 135.0));
    assertThat(cuff.grounds().restsOn()).isEqualTo(12);
  }

  @Test
  void onDayEightTheFirstDayNoLongerCounts() {
    cuff.takes(300, Duration.ZERO);
    for (int i = 1; i <= 11; i++) {
      cuff.takes(120, Duration.ofHours(14L * i));
    }
    assertThat(cuff.takes(120, Duration.ofDays(7))).containsEntry("bp-systolic-week", 133.846154);
    assertThat(cuff.takes(120, Duration.ofDays(7).plusMillis(1)))
        .containsEntry("bp-systolic-week", 120.0);
  }

  @Test
  void aDoubtfulReadingIsNotOfTheWeek() {
    cuff.sample.quality = Quality.QUESTIONABLE;
    for (int i = 0; i < 20; i++) {
      assertThat(cuff.takes(140, Duration.ofHours(i))).isEmpty();
    }
  }

  @Test
  void systolicAndDiastolicHaveWeeksOfTheirOwn() {
    DerivationUnderTest diastolic = new DerivationUnderTest("bp-diastolic-week");

    assertThat(cuff.derivation.sources()).containsExactly("bp-systolic");
    assertThat(diastolic.derivation.sources()).containsExactly("bp-diastolic");
  }

  @Test
  void saturationHasABaselineOnTheSixthDay() {
    for (int day = 0; day < 5; day++) {
      assertThat(oximeter.takes(97.1, Duration.ofDays(day))).isEmpty();
    }
    // 97.1 - 94.1 is a little less than 3 in binary digits.
    assertThat(oximeter.takes(94.1, Duration.ofDays(5))).isEqualTo(Map.of("spo2-fall", 3.0));
    assertThat(oximeter.baseline()).isEqualTo(97.1);
    assertThat(oximeter.grounds().restsOn()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "'97 97 97 97 97', true",
    "'96 97 98 96 98', true",
    // Their median deviation is 2.
    "'92 94 96 98 99', false",
    // One bad day does not make it unstable.
    "'97 97 80 97 97', true",
  })
  void onlyAStableBaselineCounts(String days, boolean stable) {
    int day = 0;
    for (String mean : days.split(" ", -1)) {
      oximeter.takes(Double.parseDouble(mean), Duration.ofDays(day++));
    }
    assertThat(oximeter.takes(94, Duration.ofDays(day)).isEmpty()).isEqualTo(!stable);
  }

  @Test
  void aDayIsItsMean() {
    for (int day = 0; day < 5; day++) {
      oximeter.takes(95, Duration.ofDays(day));
      oximeter.takes(99, Duration.ofDays(day).plusHours(1));
    }
    assertThat(oximeter.takes(97, Duration.ofDays(5))).containsEntry("spo2-fall", 0.0);
  }

  @ParameterizedTest
  @CsvSource({"14, true", "15, false"})
  void onlyDaysOfTheLastFourteenCount(int today, boolean known) {
    for (int day = 0; day < 5; day++) {
      oximeter.takes(97, Duration.ofDays(day));
    }
    assertThat(oximeter.takes(94, Duration.ofDays(today)).isEmpty()).isEqualTo(!known);
  }

  @Test
  void aDayThatComesTwiceOnAFlightWestIsOneDay() {
    for (int day = 0; day < 3; day++) {
      oximeter.sample.offsetMinutes = 120;
      oximeter.takes(97, Duration.ofDays(day).plusHours(23));
      oximeter.sample.offsetMinutes = -300;
      oximeter.takes(97, Duration.ofDays(day).plusHours(23).plusMinutes(30));
    }
    assertThat(oximeter.past.size).isEqualTo(2);
  }
}
