package vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** What is sent about requests, in both languages. */
@Tag("C-77")
class RequestTextTest {
  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final UUID ID = new UUID(2, 1);
  private static final UUID PATIENT = new UUID(1, 1);
  private static final RightsRequest REQUEST =
      RightsRequest.filed(
          new UUID(1, 4),
          PATIENT,
          RequestKind.ACCESS,
          "what of my heart?",
          null,
          Instant.parse("2026-03-10T09:00:00Z"),
          PATIENT,
          UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | WEEK | Vigie : 1 demande(s), terme dans sept jours ou moins",
        "fr | DAY | URGENT Vigie : 1 demande(s), terme dans un jour ou moins",
        "en | WEEK | Vigie: 1 request(s), term within seven days",
        "en | OVERDUE | URGENT Vigie: 1 request(s), term over",
      })
  void whoMustAnswerIsToldHowManyRequestsAreNearTheirTermAndOfWhatKind(
      String language, RequestTerm.State state, String subject) {
    Message message = RequestText.alarm(ID, List.of(REQUEST), state, language, UTC);

    assertThat(message.subject()).isEqualTo(subject);
    assertThat(message.text())
        .endsWith(
            language.equals("fr")
                ? "\n- accès, à répondre avant le 2026-04-11 00:00:00 UTC : /requests/"
                    + REQUEST.id()
                    + "\n"
                : "\n- access, to be answered before 2026-04-11 00:00:00 UTC: /requests/"
                    + REQUEST.id()
                    + "\n")
        .doesNotContain("heart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr | FILED | Elle est consignée :",
        "fr | EXTENDED | Le délai de réponse est prolongé une fois, jusqu'au 2026-04-11 00:00:00"
            + " UTC ; le motif y figure :",
        "fr | ANSWERED | La réponse est là :",
        "en | WITHDRAWN | It is on record:",
        "en | PASSED_ON | It is passed on to the professional whose file it is; their name is"
            + " there:",
        "en | ANSWERED | The answer is there:",
      })
  void thePatientIsToldOneThingThatHappenedAndWhereItStands(
      String language, RightsRequest.Event event, String what) {
    Message message = RequestText.toPatient(ID, REQUEST, event, language, UTC);

    assertThat(message.text())
        .isEqualTo(
            (language.equals("fr")
                    ? "Votre demande (accès) du 2026-03-10 09:00:00 UTC.\n"
                    : "Your request (access) of 2026-03-10 09:00:00 UTC.\n")
                + what
                + " /patients/"
                + PATIENT
                + "/requests/"
                + REQUEST.id()
                + "\n");
  }

  @Test
  void whoeverIsToldProgramsSeeOneKindOfMessage() {
    for (Message message :
        List.of(
            RequestText.toPatient(ID, REQUEST, RightsRequest.Event.PASSED_ON, "fr", UTC),
            RequestText.toProfessional(ID, new UUID(1, 3), REQUEST, "fr", UTC))) {
      assertThat(message.subject()).isEqualTo("Vigie : une demande");
      assertThat(message.json()).contains("\"kind\":\"REQUEST\"", "\"event\":\"PASSED_ON\"");
    }
  }

  @ParameterizedTest
  @EnumSource(RequestKind.class)
  void everyKindHasWordsInBothLanguages(RequestKind kind) {
    assertThat(kind.in(Words.of("fr"))).isNotBlank();
    assertThat(kind.in(Words.of("en"))).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS, GET /patients/%s/copy",
    "PORTABILITY, GET /fhir/Patient/%s/$export",
    "PORTABILITY, POST /patients/%s/transfers",
    "ERASURE, POST /patients/%s/erasure",
    "ERASURE, GET /patients/%s/erasure",
  })
  void whatAProgramAnswersNamesThePatientsOwnRoutes(RequestKind kind, String route) {
    for (String language : List.of("fr", "en")) {
      assertThat(AnsweredAtOnce.words(kind, PATIENT, false, Words.of(language)))
          .contains(route.formatted(PATIENT));
    }
  }

  @Test
  void erasureUnderALegalHoldIsAnsweredByAPerson() {
    assertThat(AnsweredAtOnce.words(RequestKind.ERASURE, PATIENT, true, Words.of("en"))).isNull();
  }
}
