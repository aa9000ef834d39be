package vigie.api.timeline;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import vigie.api.web.Refusal;

/**
 * Where a timeline goes on, as text that means nothing to others.
 *
 * @param from begin of the whole
 * @param at begin of the page; nothing before it is shown again
 * @param to end of the whole, exclusive
 * @param asOf events entered later are on no page
 * @param resolution of all pages
 */
record TimelineCursor(Instant from, Instant at, Instant to, Instant asOf, Resolution resolution) {
  private static final String PARTS = " ";

  /** The text. */
  String text() {
    String text = String.join(PARTS, from + "", at + "", to + "", asOf + "", resolution.name());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same from a later begin; null for none. */
  @Nullable TimelineCursor goingOn(@Nullable Instant begin) {
    return begin == null || !begin.isBefore(to)
        ? null
        : new TimelineCursor(from, begin, to, asOf, resolution);
  }

  /**
   * Reads one.
   *
   * @throws Refusal when it is none
   */
  static TimelineCursor parse(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
              .split(PARTS, -1);
      if (parts.length != 5) {
        throw new IllegalArgumentException("five parts");
      }
      return new TimelineCursor(
          Instant.parse(parts[0]),
          Instant.parse(parts[1]),
          Instant.parse(parts[2]),
          Instant.parse(parts[3]),
          Resolution.valueOf(parts[4]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Refusal.invalid("cursor", "must be the next of an answer");
    }
  }
}
