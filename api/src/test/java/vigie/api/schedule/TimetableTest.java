package vigie.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest(name = "at {0} the latest was {1}")
  @CsvSource({
    // Winter: 03:00 in Paris is 02:00 UTC.
    "2026-11-22T02:00:00Z, 2026-11-22T02:00:00Z",
    "2026-11-22T01:59:59Z, 2026-11-21T02:00:00Z",
    "2026-11-22T23:30:00Z, 2026-11-22T02:00:00Z",
    // Summer time begins on 29 March and ends on 25 October.
    "2026-03-29T12:00:00Z, 2026-03-29T01:00:00Z",
    "2026-03-29T00:59:59Z, 2026-03-28T02:00:00Z",
    "2026-10-25T12:00:00Z, 2026-10-25T02:00:00Z",
  })
  void everyNightAtThreeInParis(Instant now, Instant latest) {
    assertThat(new Timetable(PARIS, LocalTime.of(3, 0), null).latest(now)).isEqualTo(latest);
  }

  @ParameterizedTest(name = "at {0} the latest was {1}")
  @CsvSource({
    // 23 November 2026 is a Monday.
    "2026-11-23T09:00:00Z, 2026-11-23T09:00:00Z",
    "2026-11-23T08:59:59Z, 2026-11-16T09:00:00Z",
    "2026-11-29T23:00:00Z, 2026-11-23T09:00:00Z",
    "2026-10-26T08:59:00Z, 2026-10-19T08:00:00Z",
  })
  void everyMondayAtTenInParis(Instant now, Instant latest) {
    assertThat(new Timetable(PARIS, LocalTime.of(10, 0), DayOfWeek.MONDAY).latest(now))
        .isEqualTo(latest);
  }
}
