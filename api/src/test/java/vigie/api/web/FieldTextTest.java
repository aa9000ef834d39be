package vigie.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"four", " four ", "\u2003four\n"})
  void blanksAroundATextDoNotCount(String text) {
    assertThat(FieldText.of("reason", text, 4)).isEqualTo("four");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n", "fiver", "a\0b"})
  void nothingAndTooMuchAndWhatTheStoreCannotKeepAreRefused(@Nullable String text) {
    assertThatThrownBy(() -> FieldText.of("reason", text, 4))
        .isInstanceOf(Refusal.class)
        .hasMessage("reason must have 1 to 4 characters");
  }
}
