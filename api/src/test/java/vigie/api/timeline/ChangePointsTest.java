package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C-55")
class ChangePointsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // name, levels by bucket count x level, shifts at
    "nothing, '', ''",
    "one level, 40x70, ''",
    "a step up, 20x70 20x90, 20",
    "a step down, 20x90 20x70, 20",
    "two steps, 20x70 20x90 20x75, 20 40",
    "too short to tell, 5x70 5x90, ''",
    "one outlier, 20x70 1x180 20x70, ''",
    "a short excursion is no level, 20x70 3x120 20x70, ''"
  })
  void aShiftIsToldAtTheFirstBucketOfTheNewLevel(String name, String levels, String expected) {
    List<Integer> at =
        ChangePoints.of(series(levels, 4)).stream()
            .map(shift -> (int) (shift.at().getEpochSecond() - BEGIN.getEpochSecond()) / 60)
            .toList();

    assertThat(at).as(name).isEqualTo(numbers(expected));
  }

  @Test
  void aShiftTellsTheMediansOfBothLevelsAndItsChance() {
    ChangePoints.Shift shift = ChangePoints.of(series("30x70 30x90", 4)).get(0);

    assertThat(shift.before()).isCloseTo(70, within(1.5));
    assertThat(shift.after()).isCloseTo(90, within(1.5));
    // By hand: K = 30 * 30, n = 60, 2 exp(-6 K^2 / (n^3 + n^2)).
    assertThat(shift.chance())
        .isCloseTo(2 * Math.exp(-6.0 * 900 * 900 / (216_000 + 3_600)), within(1e-12));
  }

  @Test
  void ofSeriesThatOnlyVaryAboutOneInAHundredIsToldToShift() {
    int told = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      told += ChangePoints.of(series("60x70", seed)).isEmpty() ? 0 : 1;
    }

    assertThat(told).isLessThan(25);
  }

  @Test
  void equalValuesShareTheirRanks() {
    List<ChangePoints.Point> flat = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      flat.add(new ChangePoints.Point(BEGIN.plusSeconds(60L * i), i < 20 ? 1 : 2));
    }

    assertThat(ChangePoints.of(flat))
        .singleElement()
        .satisfies(shift -> assertThat(shift.at()).isEqualTo(BEGIN.plusSeconds(60 * 20)));
  }

  /** Levels with noise that is the same on each run. */
  private static List<ChangePoints.Point> series(String levels, int seed) {
    Random noise = new Random(seed);
    List<ChangePoints.Point> points = new ArrayList<>();
    for (String level : levels.isEmpty() ? new String[0] : levels.split(" ", -1)) {
      String[] parts = level.split("x", -1);
      for (int i = 0; i < Integer.parseInt(parts[0]); i++) {
        points.add(
            new ChangePoints.Point(
                BEGIN.plusSeconds(60L * points.size()),
                Double.parseDouble(parts[1]) + noise.nextGaussian() * 2));
      }
    }
    return points;
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      numbers.add(Integer.valueOf(word));
    }
    return numbers;
  }
}
