package vigie.api.web;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations as they stand in requests: ISO 8601, such as {@code PT5M}. */
public final class IsoDurations {
  private IsoDurations() {}

  /**
   * Reads one.
   *
   * @param field named in the refusal
   * @throws Refusal when it is none, or outside these bounds
   */
  public static Duration parse(String field, String text, Duration min, Duration max) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid(field, "must be an ISO 8601 duration such as PT5M");
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw Refusal.invalid(field, "must be from " + min + " to " + max);
    }
    return duration;
  }
}
