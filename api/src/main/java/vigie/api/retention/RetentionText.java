package vigie.api.retention;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/** How somebody is told that what is kept of them ends. Pure. */
final class RetentionText {
  private RetentionText() {}

  static Message accountEnds(UUID id, Instant end, String language) {
    Words words = Words.of(language);
    return JsonMessages.service(
        id,
        MessageKind.ACCOUNT_ENDS,
        words,
        Map.of("end", words.time(end)),
        Map.of("end", end.toString()));
  }
}
