package vigie.jobs.alert;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.Audience;
import vigie.alert.Severity;

/**
 * How far the telling of one alert has come. Public fields are what Flink stores; times in
 * milliseconds since 1970 UTC.
 */
public final class Routing {
  /** No time is set. */
  static final long NEVER = 0;

  /** The highest severity that was told of; null while nobody was told. */
  public @Nullable Severity told;

  /** Whom the rule in force speaks to. */
  public Audience audience = Audience.CARE_TEAM;

  /** Number of the next notification. */
  public int step;

  /** When the emergency contact is to be told unless somebody acknowledges; 0 for never. */
  public long escalateAt = NEVER;

  /** Whether the emergency contact was told at this severity. */
  public boolean contactTold;

  /** The physician's latest notification, upper half of its id. */
  public long notificationHigh;

  /** The physician's latest notification, lower half of its id. */
  public long notificationLow;

  /** Whether that one reached the physician by any way. */
  public boolean delivered;

  /** Nobody told yet. */
  public Routing() {}

  void toldBy(UUID notification) {
    notificationHigh = notification.getMostSignificantBits();
    notificationLow = notification.getLeastSignificantBits();
    delivered = false;
  }

  boolean isToldBy(UUID notification) {
    return notificationHigh == notification.getMostSignificantBits()
        && notificationLow == notification.getLeastSignificantBits();
  }
}
