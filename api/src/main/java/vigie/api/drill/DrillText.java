package vigie.api.drill;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vigie.alert.Severity;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/**
 * What a recipient of the drill is sent: whoever reads any part of it sees that it is one. Pure.
 */
final class DrillText {
  /** Marks a test, in the subject, the text, the JSON and the row. */
  static final String MARK = "HTEST";

  private DrillText() {}

  /**
   * The message.
   *
   * @param id tells it from others, the same when sent again
   */
  static Message of(UUID id, String language) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("test", MARK);
    fields.put("severity", Severity.CRITICAL.name());
    return JsonMessages.service(id, MessageKind.DRILL, Words.of(language), Map.of(), fields);
  }
}
