package vigie.api.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.channel.ChannelCode.Answer;
import vigie.api.signin.Passwords;

class ChannelCodeTest {
  private static final Instant SENT = Instant.parse("2026-11-22T10:00:00Z");
  private static final String HASH = Passwords.hash("0123456789");

  @ParameterizedTest(name = "{0} after {1} s and {2} wrong ones is answered {3}")
  @CsvSource({
    "0123456789,    0,   0, VERIFIED",
    "01234 56789,   0,   0, VERIFIED",
    "01234-56789,   0,   0, VERIFIED",
    "0123456789,    899, 4, VERIFIED",
    "0123456789,    900, 0, EXPIRED",
    "0123456789,    0,   5, USED_UP",
    "0123456788,    0,   5, USED_UP",
    "0123456788,    0,   4, WRONG",
    "0123456788,    900, 0, EXPIRED",
    "x,             0,   0, WRONG",
  })
  void aCodeIsGoodForFifteenMinutesAndFiveGuesses(
      String typed, long after, int failed, Answer answer) {
    assertThat(new ChannelCode(HASH, SENT, failed).typed(typed, SENT.plusSeconds(after)))
        .isEqualTo(answer);
  }

  @Test
  void theMessageSaysTheCodeInThePersonsLanguageAndNothingOfAPatient() {
    var french = CodeText.of(new java.util.UUID(1, 1), "0123456789", SENT, "fr");
    var english = CodeText.of(new java.util.UUID(1, 1), "0123456789", SENT, "en");

    assertThat(french.subject()).isEqualTo("Vigie : code de vérification");
    assertThat(french.text()).startsWith("Code : 0123456789\n").contains("15 minutes");
    assertThat(english.text()).startsWith("Code: 0123456789\n").contains("15 minutes");
    assertThat(english.json())
        .contains("\"kind\":\"VERIFICATION\"", "\"code\":\"0123456789\"")
        .doesNotContain("patient", "alert\"");
  }
}
