package vigie.api.schedule;

import java.time.Instant;

/** Something done by the calendar. */
public interface ScheduledTask {
  /** Its row in the table of schedules. */
  String name();

  /** When it is done. */
  Timetable timetable();

  /** Does it, as at this time. */
  void run(Instant now);
}
