package vigie.api.request;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/**
 * What is sent about requests: kinds, ids and times only. What was asked and what was answered may
 * tell of health, and is read where one is signed in. Pure.
 */
final class RequestText {
  private RequestText() {}

  /** To those who must answer: these requests, all in one state of their clock. */
  static Message alarm(
      UUID id,
      List<RightsRequest> requests,
      RequestTerm.State state,
      String language,
      ZoneId zone) {
    Words words = Words.of(language).in(zone);
    boolean overdue = state == RequestTerm.State.OVERDUE;
    String left =
        switch (state) {
          case RUNNING, WEEK -> words.either("dans sept jours ou moins", "within seven days");
          case DAY -> words.either("dans un jour ou moins", "within one day");
          case OVERDUE -> words.either("dépassé", "over");
        };
    StringBuilder lines = new StringBuilder();
    for (RightsRequest request : requests) {
      lines.append(
          words
              .either(
                  "- %s, à répondre avant le %s : /requests/%s\n",
                  "- %s, to be answered before %s: /requests/%s\n")
              .formatted(request.kind().in(words), words.time(request.term()), request.id()));
    }
    String text =
        words
                .either(
                    "Demandes de personnes sans réponse, terme %s :\n",
                    "Requests of persons without an answer, term %s:\n")
                .formatted(left)
            + lines;
    return JsonMessages.service(
        id,
        "REQUEST_TERM",
        words,
        (overdue || state == RequestTerm.State.DAY ? "URGENT " : "")
            + words
                .either("Vigie : %d demande(s), terme %s", "Vigie: %d request(s), term %s")
                .formatted(requests.size(), left),
        text,
        Map.of("state", state.name(), "requests", Integer.toString(requests.size())));
  }

  /** To the patient: what happened to their request. */
  static Message toPatient(
      UUID id, RightsRequest request, RightsRequest.Event event, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    Instant term = request.term();
    String what =
        switch (event) {
          case EXTENDED ->
              words
                  .either(
                      "Le délai de réponse est prolongé une fois, jusqu'au %s ; le motif y figure",
                      "The time for the answer is extended once, until %s; the reason is there")
                  .formatted(words.time(term));
          case PASSED_ON ->
              words.either(
                  "Elle est transmise au professionnel dont c'est le dossier ; son nom y figure",
                  "It is passed on to the professional whose file it is; their name is there");
          case ANSWERED -> words.either("La réponse est là", "The answer is there");
          case FILED, WITHDRAWN -> words.either("Elle est consignée", "It is on record");
        };
    String text =
        words
            .either(
                """
                Votre demande (%s) du %s.
                %s : /patients/%s/requests/%s
                """,
                """
                Your request (%s) of %s.
                %s: /patients/%s/requests/%s
                """)
            .formatted(
                request.kind().in(words),
                words.time(request.filedAt()),
                what,
                request.patient(),
                request.id());
    return message(id, request, event, words, text);
  }

  /** To the professional to whom it was passed on. */
  static Message toProfessional(
      UUID id, UUID professional, RightsRequest request, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    String text =
        words
            .either(
                """
                Un patient fait une demande (%s) sur un élément de votre dossier : c'est à vous d'y \
                répondre, avant le %s.
                /people/%s/requests
                """,
                """
                A patient makes a request (%s) about an entry of your file: it is yours to answer, \
                before %s.
                /people/%s/requests
                """)
            .formatted(request.kind().in(words), words.time(request.term()), professional);
    return message(id, request, RightsRequest.Event.PASSED_ON, words, text);
  }

  private static Message message(
      UUID id, RightsRequest request, RightsRequest.Event event, Words words, String text) {
    return JsonMessages.service(
        id,
        "REQUEST",
        words,
        words.either("Vigie : une demande", "Vigie: a request"),
        text,
        Map.of("request", request.id().toString(), "event", event.name()));
  }
}
