package vigie.codec;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import vigie.alert.Schedule;
import vigie.codec.avro.ScheduleAvro;

/** Hours of the week as Avro. */
final class ScheduleMapping {
  private ScheduleMapping() {}

  static ScheduleAvro toAvro(Schedule schedule) {
    return new ScheduleAvro(
        schedule.zone().getId(),
        schedule.from().toString(),
        schedule.to().toString(),
        Codecs.names(schedule.days()));
  }

  static Schedule fromAvro(ScheduleAvro a) {
    return new Schedule(
        ZoneId.of(a.getZone()),
        LocalTime.parse(a.getFrom()),
        LocalTime.parse(a.getTo()),
        Codecs.values(DayOfWeek.class, a.getDays()));
  }
}
