package vigie.intake.decode;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates and times with an offset (RFC 3339), as Open mHealth and FHIR write them. */
final class Rfc3339 {
  private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("[0-9]{4}-");

  private Rfc3339() {}

  /** A date and time with an offset; null when the text is none. */
  static @Nullable OffsetDateTime read(String text) {
    // RFC 3339 has four digits for the year; Java would take nine.
    if (!FOUR_DIGIT_YEAR.matcher(text).lookingAt()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The local offset in minutes; null where Z or -00:00 says that it is not known. */
  static @Nullable Integer zone(String text, OffsetDateTime at) {
    boolean unknown = text.endsWith("Z") || text.endsWith("-00:00");
    return unknown ? null : at.getOffset().getTotalSeconds() / 60;
  }
}
