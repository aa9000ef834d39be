package vigie.api.breach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.OperatorSettings;
import vigie.api.notify.Message;

/** The 72 hours, and what is written. */
@Tag("C-91")
class BreachClockTest {
  private static final Instant KNOWN = Instant.parse("2026-03-27T10:00:00Z");
  private static final OperatorSettings OPERATOR =
      new OperatorSettings(
          false,
          "Clinic",
          "dpo@clinic.test",
          "The authority",
          URI.create("https://authority.test"),
          "FR",
          "",
          null,
          null);
  private static final Breach BREACH =
      new Breach(
          UUID.randomUUID(),
          KNOWN,
          KNOWN.minusSeconds(3600),
          KNOWN,
          null,
          "GET /patients/{id}/timeline",
          "A password was found.",
          null,
          null);

  @ParameterizedTest
  @CsvSource({
    "2026-03-27T10:00:00Z, , RUNNING",
    "2026-03-29T09:59:59Z, , RUNNING",
    // 72 hours are 72 hours, though summer time begins between.
    "2026-03-29T10:00:00Z, , NEAR",
    "2026-03-30T10:00:00Z, , NEAR",
    "2026-03-30T10:00:01Z, , OVERDUE",
    "2026-04-30T10:00:00Z, 2026-03-30T10:00:00Z, TOLD_IN_TIME",
    "2026-04-30T10:00:00Z, 2026-03-30T10:00:01Z, TOLD_LATE",
  })
  void theAuthorityMustKnowWithin72Hours(
      Instant now, @Nullable Instant told, BreachClock.State state) {
    assertThat(BreachClock.state(KNOWN, told, now)).isEqualTo(state);
  }

  @Test
  void theAlarmSaysHowMuchTimeIsLeftAndWhenItIsUrgent() {
    Message first = BreachText.alarm(UUID.randomUUID(), BREACH, KNOWN, "en");
    Message last = BreachText.alarm(UUID.randomUUID(), BREACH, KNOWN.plusSeconds(71 * 3600), "fr");
    Message late = BreachText.alarm(UUID.randomUUID(), BREACH, KNOWN.plusSeconds(80 * 3600), "en");

    assertThat(first.subject()).isEqualTo("Vigie: breach of data");
    assertThat(first.text()).contains("in 72 h", "A password was found.");
    assertThat(last.subject()).startsWith("URGENT");
    assertThat(last.text()).contains("dans 1 h");
    assertThat(late.text()).contains("8 h ago");
  }

  @Test
  @Tag("C-99")
  void theGuideAndTheAlarmSayWhereAttacksAreReported() throws IOException {
    String operations = Files.readString(Path.of("../docs/operations.md"));
    String guide = operations.substring(operations.indexOf("**Breach.**"));

    assertThat(guide.substring(0, guide.indexOf("###")))
        .contains("POST /breaches", "https://www.cybermalveillance.gouv.fr");
    for (String language : new String[] {"fr", "en"}) {
      assertThat(BreachText.alarm(UUID.randomUUID(), BREACH, KNOWN, language).text())
          .contains("https://www.cybermalveillance.gouv.fr");
    }
  }

  @Test
  @Tag("C-99")
  void theLettersNameWhoAnswersHowManyAndWhereToComplainAndReport() {
    for (String language : new String[] {"fr", "en"}) {
      assertThat(BreachText.toAuthority(BREACH, 17, OPERATOR, language))
          .contains("17", "Clinic", "dpo@clinic.test", "The authority", "A password was found.")
          .contains("GET /patients/{id}/timeline");
      assertThat(BreachText.toPerson(BREACH, OPERATOR, language))
          .contains("dpo@clinic.test", "https://authority.test", "cybermalveillance.gouv.fr")
          .doesNotContain("GET /patients");
    }
  }
}
