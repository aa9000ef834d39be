package vigie.api.alarm;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
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
    String state =
        switch (kind) {
          case RAISED -> words.either("ALARME", "ALARM");
          case REPEATED -> words.either("ALARME, toujours", "ALARM, still");
          case RESOLVED -> words.either("fin d'alarme", "alarm over");
        };
    String text =
        words
                .either(
                    """
                    %s : %s.
                    Depuis : %s
                    """,
                    """
                    %s: %s.
                    Since: %s
                    """)
                .formatted(state, cause.title(words), words.time(since))
            + (fault == null ? "" : fault.in(words) + "\n");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("cause", cause.name());
    fields.put("state", kind.name());
    fields.put("since", since.toString());
    return JsonMessages.service(
        id,
        "OPERATOR_ALARM",
        words,
        words.either("Vigie : %s, %s", "Vigie: %s, %s").formatted(state, cause.title(words)),
        text,
        fields);
  }
}
