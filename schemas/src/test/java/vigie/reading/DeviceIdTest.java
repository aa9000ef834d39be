package vigie.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "z9", "watch-1", "a.b_c-d", "9._-"})
  void lettersDigitsAndThreeSignsMakeAName(String name) {
    assertThat(new DeviceId(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "_a", "-a", "A", "watch 1", "é", "a/b", "a+", "{a", "`a"})
  @MethodSource("tooLong")
  void anythingElseIsRefusedAndNamed(String name) {
    assertThatThrownBy(() -> new DeviceId(name)).hasMessageContaining("was '" + name + "'");
  }

  static String[] tooLong() {
    return new String[] {"a".repeat(65)};
  }
}
