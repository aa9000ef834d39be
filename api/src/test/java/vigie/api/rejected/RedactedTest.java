package vigie.api.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads of a refusal. */
class RedactedTest {
  @Tag("C-29")
  @ParameterizedTest(name = "{0} is shown as {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          hr: is not a finite number                  | hr: is not a finite number
          'Jane Doe 180/95' is no metric              | '…' is no metric
          'never closed 180                           | '…'
          spo2 must be 0 to 100 %                     | spo2 must be … to … %
          glucose must be 20 to 600: probably mmol/L; measure again now | glucose must be … to …
          was -3.5e2, is 1,000                        | was … is …
          nesting is too long, at byte 812            | nesting is too long, at byte …
          """)
  void nothingThatWasSentIsShown(String detail, String shown) {
    assertThat(Redacted.of(detail)).isEqualTo(shown);
  }
}
