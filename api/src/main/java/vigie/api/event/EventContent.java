package vigie.api.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells.
 *
 * @param kind what it is
 * @param status how it stands
 * @param statusReason why; must be there for a status that needs it
 * @param title in a line, 1 to 200 characters
 * @param text at most 20 000 characters; null for none
 * @param details at most 30, by name; each at most 500 characters
 * @param code what it is about; null for none
 * @param from effective time, to the microsecond
 * @param until end; null for an instant, or for what still goes on
 */
public record EventContent(
    EventKind kind,
    EventStatus status,
    @Nullable String statusReason,
    String title,
    @Nullable String text,
    Map<String, String> details,
    @Nullable EventCode code,
    Instant from,
    @Nullable Instant until) {
  private static final int TITLE_MAX = 200;
  private static final int REASON_MAX = 500;
  private static final int TEXT_MAX = 20_000;
  private static final int DETAILS_MAX = 30;
  private static final int DETAIL_MAX = 500;
  private static final Pattern DETAIL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,39}");
  private static final Instant EARLIEST = Instant.parse("1880-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Checks what every event must have; the message names the field. */
  public EventContent {
    title = title.strip();
    within("title", title, 1, TITLE_MAX);
    if (text != null) {
      within("text", text, 1, TEXT_MAX);
    }
    if (statusReason != null) {
      statusReason = statusReason.strip();
      within("statusReason", statusReason, 1, REASON_MAX);
    } else if (status.needsReason()) {
      throw new IllegalArgumentException("statusReason must say why it is " + status);
    }
    details = Collections.unmodifiableMap(new TreeMap<>(details));
    check(details, kind);
    from = from.truncatedTo(ChronoUnit.MICROS);
    if (from.isBefore(EARLIEST) || !from.isBefore(LATEST)) {
      throw new IllegalArgumentException("from must be from " + EARLIEST + " to " + LATEST);
    }
    if (until != null) {
      until = until.truncatedTo(ChronoUnit.MICROS);
      if (!kind.lasts()) {
        throw new IllegalArgumentException("until must not be there: " + kind.id() + " is a point");
      }
      if (until.isBefore(from) || !until.isBefore(LATEST)) {
        throw new IllegalArgumentException("until must not be before from, nor after " + LATEST);
      }
    }
  }

  private static void check(Map<String, String> details, EventKind kind) {
    if (details.size() > DETAILS_MAX) {
      throw new IllegalArgumentException("details must be at most " + DETAILS_MAX);
    }
    details.forEach(
        (name, value) -> {
          if (!DETAIL_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("details must have names of " + DETAIL_NAME);
          }
          within("details." + name, value, 1, DETAIL_MAX);
        });
    for (String name : kind.details()) {
      if (!details.containsKey(name)) {
        throw new IllegalArgumentException("details." + name + " must be there");
      }
    }
  }

  /** When it ends, as far as anything is known: never, for what still goes on. */
  Instant lastKnown() {
    if (until != null) {
      return until;
    }
    return kind.lasts() ? Instant.MAX : from;
  }

  private static void within(String field, String value, int min, int max) {
    if (value.length() < min || value.length() > max || value.isBlank()) {
      throw new IllegalArgumentException(
          field + " must be " + min + " to " + max + " characters long, and not blank");
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(field + " must hold no zero character");
    }
  }
}
