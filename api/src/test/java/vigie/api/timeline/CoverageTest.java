package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.MetricCatalogue;

class CoverageTest {
  @ParameterizedTest
  @CsvSource({
    "heart-rate, 720, 1440, 0.5",
    "heart-rate, 0, 1440, 0",
    "bp-systolic, 2, 4, 0.5",
    "body-weight, 1, 1, 1",
    "steps, 96, 96, 1"
  })
  void theShareIsOfWhatWasToBeExpected(
      String metric, long measured, double expected, double share) {
    Coverage coverage =
        Coverage.of(
            LocalDate.parse("2026-03-02"), MetricCatalogue.standard().metric(metric), measured);

    assertThat(coverage.expected()).isEqualTo(expected);
    assertThat(coverage.share()).isEqualTo(share);
    assertThat(coverage.day()).isEqualTo("2026-03-02");
  }
}
