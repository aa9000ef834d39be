package vigie.cli.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadeUpRppsTest {
  @ParameterizedTest
  @ValueSource(strings = {"demo-physician", "load-physician", "mimic-physician", "a", "b", "c"})
  void aNumberOfNobodyHasElevenDigitsWhoseLastChecksTheOthers(String username) {
    String number = MadeUpRpps.of(username);

    assertThat(number).matches("0[0-9]{10}").isEqualTo(MadeUpRpps.of(username));
    assertThat(lastDigitOfLuhn(number)).isZero();
    assertThat(number).isNotEqualTo(MadeUpRpps.of(username + "-2"));
  }

  /** From the right, every second digit counts double, by the digits of its double. */
  private static int lastDigitOfLuhn(String number) {
    String turned = new StringBuilder(number).reverse().toString();
    int sum = 0;
    for (int i = 0; i < turned.length(); i++) {
      int digit = Character.digit(turned.charAt(i), 10);
      sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
    }
    return sum % 10;
  }
}
