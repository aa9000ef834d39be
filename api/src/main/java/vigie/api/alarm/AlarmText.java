package vigie.api.alarm;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Phrase;
import vigie.api.notify.Words;

/** What an operator is told of an alarm. Pure. */
final class AlarmText {
  private AlarmText() {}

  /**
   * The message.
   *
   * @param fault what is or was wrong
   * @param since when it began
   * @param zone whose times are told
   */
  static Message of(
      UUID id,
      AlarmCause cause,
      AlarmState.Kind kind,
      @Nullable Fault fault,
      Instant since,
      String language,
      ZoneId zone) {
    Words words = Words.of(language).in(zone);
    Phrase state =
        switch (kind) {
          case RAISED -> Phrase.ALARM_RAISED;
          case REPEATED -> Phrase.ALARM_REPEATED;
          case RESOLVED -> Phrase.ALARM_RESOLVED;
        };
    Map<String, Object> values =
        Map.of(
            "state",
            words.phrase(state),
            "cause",
            cause.title(words),
            "since",
            words.time(since),
            "fault",
            fault == null ? "" : fault.in(words));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("cause", cause.name());
    fields.put("state", kind.name());
    fields.put("since", since.toString());
    return JsonMessages.service(id, MessageKind.OPERATOR_ALARM, words, values, fields);
  }
}
