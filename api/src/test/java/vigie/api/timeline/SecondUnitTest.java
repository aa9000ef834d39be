package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C-03")
class SecondUnitTest {
  @ParameterizedTest
  @CsvSource({
    "glucose, 100, mmol/L, 5.55",
    "bp-systolic, 120, kPa, 15.999",
    "body-temperature, 37, [degF], 98.6",
    "body-weight, 70, [lb_av], 154.324"
  })
  void aValueIsToldInTheOtherUnitToo(
      String metric, double canonical, String unit, double expected) {
    SecondUnit second = SecondUnit.of(metric).orElseThrow();

    assertThat(second.unit()).isEqualTo(unit);
    assertThat(second.of(canonical)).isEqualTo(expected);
  }

  @Test
  void anotherNameOfTheSameUnitIsNoSecondOne() {
    assertThat(SecondUnit.of("heart-rate")).isEmpty();
    assertThat(SecondUnit.of("spo2")).isEmpty();
  }
}
