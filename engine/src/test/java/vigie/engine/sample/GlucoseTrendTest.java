package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.reading.Quality;

@Tag("C-56")
class GlucoseTrendTest {
  private final DerivationUnderTest sensor = new DerivationUnderTest("glucose-slope");

  // Slope, minutes between samples, how many. With -3 exactly, "falling more than 3" must not hold.
  @ParameterizedTest
  @CsvSource({"-3, 5, 3", "-3, 5, 9", "-2, 1, 15", "0, 5, 5", "1.3, 2, 12", "-0.7, 10, 3"})
  void aStraightLineHasExactlyItsSlope(double slope, int minutes, int samples) {
    Map<String, Double> made = Map.of();
    for (int i = 0; i < samples; i++) {
      made = takes(250 + slope * minutes * i, minutes * i);
    }
    double last = 250 + slope * minutes * (samples - 1);

    assertThat(made).containsEntry("glucose-slope", slope);
    assertThat(made.get("glucose-in-20-min"))
        .isCloseTo(last + 20 * slope, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void noiseIsFittedByLeastSquares() {
    takes(100, 0);
    takes(104, 5);
    // Mean 103, covariance -5 * -3 + 5 * 2 = 25, variance 50.
    assertThat(takes(105, 10)).containsEntry("glucose-slope", 0.5);
  }

  @Test
  void fewerThanThreeSamplesHaveNoSlope() {
    assertThat(takes(150, 0)).isEmpty();
    assertThat(takes(130, 10)).isEmpty();
  }

  @Test
  void samplesThatSpanLessThanTenMinutesHaveNoSlope() {
    for (int minute = 0; minute < 10; minute++) {
      assertThat(takes(150 - 4 * minute, minute)).isEmpty();
    }
    assertThat(takes(110, 10)).containsEntry("glucose-slope", -4.0);
  }

  @Test
  void afterAGapOfMoreThanTenMinutesItBeginsAnew() {
    takes(200, 0);
    takes(200, 5);
    takes(200, 15);
    assertThat(sensor.takes(100, Duration.ofMinutes(25).plusMillis(1))).isEmpty();
    assertThat(takes(95, 30)).isEmpty();
    assertThat(takes(90, 36)).hasSize(2);
  }

  @Test
  void aGapOfTenMinutesIsNone() {
    takes(120, 0);
    takes(110, 10);
    assertThat(takes(100, 20)).containsEntry("glucose-slope", -1.0);
  }

  @Test
  void whatIsOlderThanTwentyMinutesNoLongerCounts() {
    takes(400 - 1, 0);
    for (int minute = 5; minute <= 20; minute += 5) {
      takes(100, minute);
    }
    assertThat(takes(100, 25)).containsEntry("glucose-slope", 0.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 39, 400, 450})
  void whatTheSensorCouldOnlyCallLowOrHighIsLeftOut(double censored) {
    takes(100, 0);
    takes(95, 5);
    assertThat(takes(censored, 10)).isEmpty();
    assertThat(takes(85, 15)).containsEntry("glucose-slope", -1.0);
  }

  @Test
  void aDoubtfulReadingIsLeftOut() {
    takes(100, 0);
    takes(95, 5);
    sensor.sample.quality = Quality.QUESTIONABLE;
    assertThat(takes(60, 10)).isEmpty();
    sensor.sample.quality = Quality.VALID;
    assertThat(takes(85, 15)).containsEntry("glucose-slope", -1.0);
  }

  @Test
  void aSensorOfTheSecondGivesTheSameSlope() {
    Map<String, Double> made = Map.of();
    for (int second = 0; second <= 3600; second++) {
      Map<String, Double> now = sensor.takes(200 - second / 60.0, Duration.ofSeconds(second));
      made = now.isEmpty() ? made : now;
    }
    assertThat(made).containsEntry("glucose-slope", -1.0);
    assertThat(sensor.grounds().restsOn()).isEqualTo(41);
  }

  private Map<String, Double> takes(double value, int minute) {
    return sensor.takes(value, Duration.ofMinutes(minute));
  }
}
