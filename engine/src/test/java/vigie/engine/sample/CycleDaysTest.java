package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Quality;

@Tag("C-10")
@Tag("C-56")
class CycleDaysTest {
  private static final String PERIOD = "menstrual-period";
  private final DerivationUnderTest woman = new DerivationUnderTest("cycle-length");

  @Test
  void aCycleIsToldByTheFirstDayOfTheNext() {
    bleeds(0, 5);

    assertThat(day(28)).isEqualTo(Map.of("cycle-length", 28.0, "bleeding-days", 1.0));
  }

  @Test
  void daysOfBleedingAreCountedFromItsFirst() {
    assertThat(day(0)).isEqualTo(Map.of("bleeding-days", 1.0));
    assertThat(day(1)).isEqualTo(Map.of("bleeding-days", 2.0));
    // The same day again says nothing new, a day that nobody noted lies between.
    assertThat(day(1)).isEmpty();
    assertThat(day(8)).isEqualTo(Map.of("bleeding-days", 1.0, "cycle-length", 8.0));
  }

  @ParameterizedTest
  @CsvSource({"6, false", "7, true"})
  void moreThanFiveDaysWithoutBeginAnotherCycle(int next, boolean another) {
    day(0);

    assertThat(day(next).containsKey("cycle-length")).isEqualTo(another);
  }

  @Test
  void aFlowIsABleedingAndNoneIsNot() {
    assertThat(woman.takes("menstrual-flow", 0, at(0))).isEmpty();
    assertThat(woman.takes(PERIOD, 0, at(0))).isEmpty();
    assertThat(woman.takes("menstrual-flow", 2, at(0))).containsKey("bleeding-days");
  }

  @Test
  void variationIsOfThreeCyclesOrMore() {
    day(0);
    assertThat(day(26)).doesNotContainKey("cycle-variation");
    assertThat(day(26 + 30)).doesNotContainKey("cycle-variation");
    assertThat(day(26 + 30 + 36)).containsEntry("cycle-variation", 10.0);
    assertThat(woman.grounds().restsOn()).isEqualTo(3);
  }

  @Test
  void cyclesOfMoreThanAYearAgoAreForgotten() {
    day(0);
    day(40);
    for (int i = 1; i <= 12; i++) {
      day(40 + 28 * i);
    }
    assertThat(day(40 + 28 * 13)).containsEntry("cycle-variation", 0.0);
  }

  @ParameterizedTest
  @CsvSource({"180, true", "181, false"})
  void whatIsLongerThanHalfAYearIsAGapInTheRecords(int next, boolean cycle) {
    day(0);

    assertThat(day(next).containsKey("cycle-length")).isEqualTo(cycle);
  }

  @Test
  void aDoubtfulRecordIsNoBleeding() {
    woman.sample.quality = Quality.QUESTIONABLE;
    assertThat(day(0)).isEmpty();
  }

  private void bleeds(int first, int days) {
    IntStream.range(first, first + days).forEach(this::day);
  }

  private Map<String, Double> day(int day) {
    return woman.takes(PERIOD, 1, at(day));
  }

  private static Instant at(int day) {
    return DerivationUnderTest.START.plus(Duration.ofDays(day).plusHours(9));
  }
}
