package vigie.alert;

import java.time.Duration;

/** How soon someone must act; from least to most, so that {@code compareTo} ranks them. */
public enum Severity {
  /** No response needed; digest. IEC 60601-1-8 information signal. */
  ADVISORY,
  /** Awareness, same day. IEC 60601-1-8 low priority. */
  MEDIUM,
  /** Prompt response. IEC 60601-1-8 medium priority. */
  HIGH,
  /** Potentially life-threatening, act at once. IEC 60601-1-8 high priority. */
  CRITICAL;

  /** The longest time for which nobody may be told. There is no pause without an end. */
  public Duration longestPause() {
    return switch (this) {
      case CRITICAL -> Duration.ofMinutes(10);
      case HIGH -> Duration.ofMinutes(60);
      case MEDIUM, ADVISORY -> Duration.ofHours(24);
    };
  }

  /** Whether the alert stays open until a person acknowledges it. */
  public boolean latches() {
    return compareTo(HIGH) >= 0;
  }
}
