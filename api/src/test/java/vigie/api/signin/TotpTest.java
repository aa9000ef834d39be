package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes of a generator. */
@Tag("C-66")
class TotpTest {
  /** The RFC's {@code 12345678901234567890} in base 32. */
  private static final Totp RFC = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:10Z");
  private static final long STEP = NOW.getEpochSecond() / 30;

  /** RFC 6238, appendix B, the rows of SHA-1; ours are their last six digits. */
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:59Z, 94287082",
    "2005-03-18T01:58:29Z, 07081804",
    "2005-03-18T01:58:31Z, 14050471",
    "2009-02-13T23:31:30Z, 89005924",
    "2033-05-18T03:33:20Z, 69279037",
    "2603-10-11T11:33:20Z, 65353130",
  })
  void codesAreThoseOfTheRfc(Instant at, String eightDigits) {
    assertThat(RFC.codeAt(at)).isEqualTo(eightDigits.substring(2));
  }

  @ParameterizedTest
  @CsvSource({
    "-60, false",
    "-30, true",
    "-10, true",
    "0, true",
    "19, true",
    "20, true",
    "49, true",
    "50, false"
  })
  void aClockMayBeOneStepApart(long seconds, boolean holds) {
    String code = RFC.codeAt(NOW.plusSeconds(seconds));

    assertThat(RFC.step(code, NOW, 0).isPresent()).isEqualTo(holds);
  }

  @Test
  void onlyACodeOfALaterStepThanTheNewestTakenHolds() {
    String code = RFC.codeAt(NOW);

    assertThat(RFC.step(code, NOW, STEP - 1)).isEqualTo(OptionalLong.of(STEP));
    assertThat(RFC.step(code, NOW, STEP)).isEmpty();
    assertThat(RFC.step(RFC.codeAt(NOW.plusSeconds(30)), NOW, STEP))
        .isEqualTo(OptionalLong.of(STEP + 1));
  }

  @ParameterizedTest
  @CsvSource({"''", "1", "abcdef", "1234567", "'000000 '", "-00001"})
  void whatIsNoCodeHoldsNot(String text) {
    assertThat(RFC.step(text, NOW, 0)).isEmpty();
  }

  @Test
  void aPhoneReadsTheSecretFromTheUri() {
    Totp totp = Totp.random();

    assertThat(totp.secret()).matches("[A-Z2-7]{32}");
    assertThat(totp.uri("dr-a@hospital"))
        .hasScheme("otpauth")
        .hasAuthority("totp")
        .hasParameter("secret", totp.secret())
        .hasParameter("issuer", "Vigie")
        .hasParameter("digits", "6")
        .hasParameter("period", "30");
    assertThat(totp.toString()).doesNotContain(totp.secret());
  }
}
