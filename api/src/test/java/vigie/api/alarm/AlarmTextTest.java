package vigie.api.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** What operators are told of an alarm, in both languages. */
class AlarmTextTest {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Fault FAULT = new Fault("Deux\nlignes.", "Two\nlines.");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | RAISED | ALARME, la surveillance est dégradée",
        "fr | REPEATED | ALARME, toujours, la surveillance est dégradée",
        "en | RESOLVED | alarm over, monitoring is degraded",
      })
  void theSubjectSaysHowItStandsAndWhatItIsAbout(
      String language, AlarmState.Kind kind, String subject) {
    assertThat(message(language, kind, FAULT).subject())
        .isEqualTo((language.equals("fr") ? "Vigie : " : "Vigie: ") + subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | 'ALARME : la surveillance est dégradée.\nDepuis : 2026-11-22 10:00:00 UTC\n' |"
            + " 'Deux\nlignes.\n'",
        "en | 'ALARM: monitoring is degraded.\nSince: 2026-11-22 10:00:00 UTC\n' |"
            + " 'Two\nlines.\n'",
      })
  void theTextSaysSinceWhenAndWhatIsWrongWhereThatIsKnown(
      String language, String text, String fault) {
    assertThat(message(language, AlarmState.Kind.RAISED, FAULT).text()).isEqualTo(text + fault);
    assertThat(message(language, AlarmState.Kind.RAISED, null).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(AlarmCause.class)
  void everyCauseHasATitleOfItsOwnInEachLanguage(AlarmCause cause) {
    assertThat(cause.title(Words.of("fr"))).isNotBlank().isNotEqualTo(cause.title(Words.of("en")));
  }

  private static Message message(String language, AlarmState.Kind kind, @Nullable Fault fault) {
    return AlarmText.of(
        new UUID(1, 1), AlarmCause.READINGS_LATE, kind, fault, SINCE, language, ZoneOffset.UTC);
  }
}
