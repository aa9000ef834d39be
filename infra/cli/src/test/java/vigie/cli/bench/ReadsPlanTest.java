package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadsPlanTest {
  private static final Instant END = Instant.parse("2026-11-29T00:00:00Z");

  @Test
  void theFirstPatientHasAFifthOfAllReadings() {
    ReadsPlan plan = new ReadsPlan(50_000_000, 80, END);
    assertThat(plan.readingsOf(0)).isEqualTo(9_999_990);
    assertThat(plan.readingsOf(1)).isEqualTo(499_980);
    assertThat(plan.total()).isEqualTo(9_999_990 + 80 * 499_980);
  }

  @Test
  void thePartsAreTheWholeYearWithoutAGap() {
    ReadsPlan plan = new ReadsPlan(1_000, 2, END);
    assertThat(plan.parts()).isEqualTo(53);
    assertThat(plan.partBegin(0)).isZero();
    assertThat(plan.partBegin(plan.parts())).isEqualTo(ReadsPlan.YEAR.toSeconds());
    assertThat(IntStream.range(0, plan.parts()))
        .allMatch(part -> plan.partBegin(part) < plan.partBegin(part + 1))
        .allMatch(part -> plan.partBegin(part) % 86_400 == 0);
    assertThat(plan.begin()).isEqualTo(Instant.parse("2025-11-29T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"149, 1", "78840151, 80", "50000000, 0", "100, 80"})
  void whatCannotBeFilledInIsRefused(long readings, int patients) {
    assertThatThrownBy(() -> new ReadsPlan(readings, patients, END))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
