package vigie.api.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * At which times something is done. Pure.
 *
 * @param zone whose clock counts, through its changes of summer time
 * @param time of the day
 * @param day of the week; null for every day
 */
public record Timetable(ZoneId zone, LocalTime time, @Nullable DayOfWeek day) {
  /** The latest of its times that is not after this one. */
  public Instant latest(Instant now) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime at = here.with(time);
    if (day != null) {
      at = here.with(TemporalAdjusters.previousOrSame(day)).with(time);
    }
    if (at.toInstant().isAfter(now)) {
      at = (day == null ? at.minusDays(1) : at.minusWeeks(1)).with(time);
    }
    return at.toInstant();
  }
}
