package vigie.api.channel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/** The message that carries a code: whoever reads it learns nothing of any patient. Pure. */
final class CodeText {
  private CodeText() {}

  /**
   * The message.
   *
   * @param id of the code
   * @param code ten digits
   * @param until when it ends
   * @param language of whom it is for
   */
  static Message of(UUID id, String code, Instant until, String language) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("until", until.toString());
    return JsonMessages.service(
        id,
        MessageKind.VERIFICATION,
        Words.of(language),
        Map.of("code", code, "minutes", Long.toString(ChannelCode.LIFE.toMinutes())),
        fields);
  }
}
