package vigie.api.request;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Phrase;
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
    Phrase left =
        switch (state) {
          case RUNNING, WEEK -> Phrase.TERM_WEEK;
          case DAY -> Phrase.TERM_DAY;
          case OVERDUE -> Phrase.TERM_OVERDUE;
        };
    String count = Integer.toString(requests.size());
    return JsonMessages.service(
        id,
        MessageKind.REQUEST_TERM,
        words,
        Map.of(
            "urgent",
            state == RequestTerm.State.OVERDUE || state == RequestTerm.State.DAY,
            "count",
            count,
            "left",
            words.phrase(left),
            "requests",
            requests.stream().map(request -> line(request, words)).toList()),
        Map.of("state", state.name(), "requests", count));
  }

  private static Map<String, Object> line(RightsRequest request, Words words) {
    return Map.of(
        "kind",
        request.kind().in(words),
        "term",
        words.time(request.term()),
        "link",
        "/requests/" + request.id());
  }

  /** To the patient: what happened to their request. */
  static Message toPatient(
      UUID id, RightsRequest request, RightsRequest.Event event, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    Map<String, Object> values =
        Map.of(
            "kind",
            request.kind().in(words),
            "filed",
            words.time(request.filedAt()),
            "extended",
            event == RightsRequest.Event.EXTENDED,
            "term",
            words.time(request.term()),
            "passedOn",
            event == RightsRequest.Event.PASSED_ON,
            "answered",
            event == RightsRequest.Event.ANSWERED,
            "recorded",
            event == RightsRequest.Event.FILED || event == RightsRequest.Event.WITHDRAWN,
            "link",
            "/patients/" + request.patient() + "/requests/" + request.id());
    return message(id, MessageKind.REQUEST, request, event, words, values);
  }

  /** To the professional to whom it was passed on. */
  static Message toProfessional(
      UUID id, UUID professional, RightsRequest request, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    Map<String, Object> values =
        Map.of(
            "kind",
            request.kind().in(words),
            "term",
            words.time(request.term()),
            "link",
            "/people/" + professional + "/requests");
    return message(
        id, MessageKind.REQUEST_PASSED_ON, request, RightsRequest.Event.PASSED_ON, words, values);
  }

  /** To programs all are of one kind, whoever is told. */
  private static Message message(
      UUID id,
      MessageKind kind,
      RightsRequest request,
      RightsRequest.Event event,
      Words words,
      Map<String, Object> values) {
    return JsonMessages.service(
        id,
        MessageKind.REQUEST.name(),
        kind,
        words,
        values,
        Map.of("request", request.id().toString(), "event", event.name()));
  }
}
