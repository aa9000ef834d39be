package vigie.api.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import vigie.api.web.Refusal;

/** A place in a list of events as text: it means nothing to others. */
final class EventCursor {
  private EventCursor() {}

  /** The place after this one. */
  static String after(ClinicalEvent event) {
    String text = event.content().from() + " " + event.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one.
   *
   * @throws Refusal when it is none
   */
  static JdbcEvents.Place parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return new JdbcEvents.Place(
          Instant.parse(text.substring(0, Math.max(space, 0))),
          UUID.fromString(text.substring(space + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.invalid("cursor", "must be the next of an answer");
    }
  }
}
