package vigie.api.watchdog;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * How often the watchdog tries the way of an alert.
 *
 * @param on false when it is turned off
 * @param period from one test alert to the next, 10 s to an hour
 * @param patience how long a test alert may take to arrive, 5 s to the period
 */
public record WatchdogSettings(boolean on, Duration period, Duration patience) {
  private static final String PERIOD = "VIGIE_WATCHDOG_PERIOD";
  private static final String PATIENCE = "VIGIE_WATCHDOG_PATIENCE";
  private static final Duration PERIOD_MIN = Duration.ofSeconds(10);
  private static final Duration PERIOD_MAX = Duration.ofHours(1);
  private static final Duration PATIENCE_MIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE_DEFAULT = Duration.ofMinutes(2);

  /**
   * Reads the settings of the environment.
   *
   * @throws IllegalArgumentException naming the setting and its value
   */
  public static WatchdogSettings of(Map<String, String> environment) {
    String text = environment.getOrDefault(PERIOD, "PT5M").strip();
    if (text.equalsIgnoreCase("off")) {
      return new WatchdogSettings(false, PERIOD_MAX, PATIENCE_DEFAULT);
    }
    Duration period = duration(PERIOD, text, PERIOD_MIN, PERIOD_MAX, ", or off");
    Duration otherwise = period.compareTo(PATIENCE_DEFAULT) < 0 ? period : PATIENCE_DEFAULT;
    String patience = environment.getOrDefault(PATIENCE, otherwise.toString()).strip();
    return new WatchdogSettings(
        true, period, duration(PATIENCE, patience, PATIENCE_MIN, period, " (" + PERIOD + ")"));
  }

  private static Duration duration(
      String name, String text, Duration min, Duration max, String more) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        name
            + " must be an ISO 8601 duration from "
            + min
            + " to "
            + max
            + more
            + ", was '"
            + text
            + "'");
  }
}
