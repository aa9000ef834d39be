package vigie.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of the week at a place. Times are the clock's on the wall there, so an hour that summer
 * time skips does not exist and one that it repeats lasts twice as long.
 *
 * @param zone of the place
 * @param from first time of day, inclusive
 * @param to last time of day, exclusive; not after {@code from} means the next day's
 * @param days on which it begins; at least one
 */
public record Schedule(ZoneId zone, LocalTime from, LocalTime to, Set<DayOfWeek> days) {
  /** Checks the days. */
  public Schedule {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a schedule needs at least one day");
    }
    days = Set.copyOf(days);
  }

  /** Whether this time lies in it. */
  public boolean contains(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    LocalTime clock = local.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(local.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
    }
    return clock.isBefore(to)
        ? days.contains(local.getDayOfWeek().minus(1))
        : !clock.isBefore(from) && days.contains(local.getDayOfWeek());
  }
}
