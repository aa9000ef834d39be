package vigie.api.timeline;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Readings and buckets of sleep as they count, from the readings themselves. */
final class TimescaleSleep {
  private TimescaleSleep() {}

  /** A page of readings as entries; of sleep with what is set aside of each. */
  static List<TimelineEntry> told(
      Connection connection,
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      List<StoredReading> page)
      throws SQLException {
    if (page.stream().noneMatch(reading -> CountedSleep.concerns(reading.metric()))) {
      return page.stream().map(TimelineEntry::of).toList();
    }
    CountedSleep counted =
        new CountedSleep(
            devices,
            near(
                connection,
                patient,
                shown.where(CountedSleep::concerns),
                devices,
                page.get(0).effective(),
                page.get(page.size() - 1).effective()));
    return page.stream()
        .map(reading -> TimelineEntry.of(reading).settingAside(1 - counted.share(reading)))
        .toList();
  }

  /** Buckets without an order; those that hold begin and end are whole. */
  static List<TimelineEntry> buckets(
      Connection connection,
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      Instant from,
      Instant to,
      Resolution resolution)
      throws SQLException {
    Instant begin = resolution.begin(from);
    Instant end = resolution.end(to.minusNanos(1));
    List<StoredReading> readings = near(connection, patient, shown, devices, begin, end);
    return new CountedSleep(devices, readings).buckets(readings, resolution, begin, end);
  }

  private static List<StoredReading> near(
      Connection connection,
      UUID patient,
      Hidden shown,
      SourceOrder devices,
      Instant first,
      Instant last)
      throws SQLException {
    return TimescaleTimeline.readings(
        connection,
        patient,
        shown,
        devices.only(),
        first.minus(CountedSleep.REACH),
        last.plus(CountedSleep.REACH),
        Integer.MAX_VALUE);
  }
}
