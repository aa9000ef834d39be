package vigie.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shape of a professional's national identifier. */
class RppsTest {
  @ParameterizedTest
  @Tag("C-40")
  @CsvSource({
    "10000000001, false",
    "10000000009, true",
    "10000000017, true",
    "10000000071, false",
    "1000000009,  false",
    "1000000000x, false",
  })
  void theLastDigitChecksTheOthers(String number, boolean sound) {
    assertThat(Rpps.isSound(number)).isEqualTo(sound);
  }
}
