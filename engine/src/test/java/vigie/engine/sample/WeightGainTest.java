package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Quality;

@Tag("C-56")
class WeightGainTest {
  private final DerivationUnderTest scale = new DerivationUnderTest("weight-gain-1d");

  // Weights of successive mornings; the gain of a day and of three days after the last of them.
  @ParameterizedTest
  @CsvSource({
    "80, , ",
    "80 81, 1, 1",
    "80.1 82.1, 2, 2",
    "80 79.5, -0.5, -0.5",
    // What was gained yesterday still stands this morning, and no longer tomorrow.
    "80 81.2 81.3, 1.2, 1.3",
    "80 81.2 81.3 81.3, 0.1, 1.3",
    // What was lost again does not.
    "80 81.2 80.4, 0.4, 0.4",
    "80 81.2 79.8, -0.2, -0.2",
    // Three days, and one more on which it stands; day 0 is out of reach on day 5.
    "80 80.7 81.4 82.2, 0.8, 2.2",
    "80 80.7 81.4 82.2 82.3, 0.8, 2.2",
    "80 80.7 81.4 82.2 82.3 82.3, 0.1, 1.6",
  })
  void morningsInARow(String weights, @Nullable Double ofDay, @Nullable Double ofThreeDays) {
    Map<String, Double> made = Map.of();
    String[] morning = weights.split(" ", -1);
    for (int day = 0; day < morning.length; day++) {
      made = takes(Double.parseDouble(morning[day]), Duration.ofDays(day));
    }
    assertThat(made.get("weight-gain-1d")).isEqualTo(ofDay);
    assertThat(made.get("weight-gain-3d")).isEqualTo(ofThreeDays);
  }

  @Test
  void aDayHasThirtySixHours() {
    takes(80, Duration.ZERO);
    assertThat(takes(82, Duration.ofHours(36))).containsEntry("weight-gain-1d", 2.0);

    DerivationUnderTest other = new DerivationUnderTest("weight-gain-1d");
    other.takes(80, Duration.ZERO);
    assertThat(other.takes(82, Duration.ofHours(36).plusMillis(1)))
        .isEqualTo(Map.of("weight-gain-3d", 2.0));
  }

  @Test
  void threeDaysHaveEightyFourHours() {
    takes(80, Duration.ZERO);
    assertThat(takes(83, Duration.ofHours(84))).containsEntry("weight-gain-3d", 3.0);

    DerivationUnderTest other = new DerivationUnderTest("weight-gain-1d");
    other.takes(80, Duration.ZERO);
    assertThat(other.takes(83, Duration.ofHours(84).plusMillis(1))).isEmpty();
  }

  @Test
  void aDoubtfulWeighingIsSomebodyElseOnTheScale() {
    takes(80, Duration.ZERO);
    scale.sample.quality = Quality.QUESTIONABLE;
    assertThat(takes(60, Duration.ofHours(1))).isEmpty();
    scale.sample.quality = Quality.VALID;
    assertThat(takes(80.5, Duration.ofHours(24))).containsEntry("weight-gain-1d", 0.5);
  }

  private Map<String, Double> takes(double value, Duration after) {
    return scale.takes(value, after);
  }
}
