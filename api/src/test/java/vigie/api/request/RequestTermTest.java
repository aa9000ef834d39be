package vigie.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By when a request must be answered. */
@Tag("C-77")
class RequestTermTest {
  @ParameterizedTest
  @CsvSource({
    // The day of the same number counts whole.
    "2026-03-10T09:00:00Z, Europe/Paris,   2026-04-10T22:00:00Z, 2026-06-10T22:00:00Z",
    // A month without that day ends with its last one; the further months go on from there.
    "2026-01-31T12:00:00Z, Europe/Paris,   2026-02-28T23:00:00Z, 2026-04-28T22:00:00Z",
    "2028-01-31T12:00:00Z, Europe/Paris,   2028-02-29T23:00:00Z, 2028-04-29T22:00:00Z",
    "2026-05-31T12:00:00Z, Europe/Paris,   2026-06-30T22:00:00Z, 2026-08-30T22:00:00Z",
    "2026-11-30T12:00:00Z, Europe/Paris,   2026-12-30T23:00:00Z, 2027-02-28T23:00:00Z",
    // Over the turn of the year, and over the beginning of summer time.
    "2026-12-15T12:00:00Z, Europe/Paris,   2027-01-15T23:00:00Z, 2027-03-15T23:00:00Z",
    "2026-03-01T12:00:00Z, Europe/Paris,   2026-04-01T22:00:00Z, 2026-06-01T22:00:00Z",
    // The day is that of the operator's clocks: the last of January here, February there.
    "2026-01-31T23:30:00Z, Europe/Paris,   2026-03-01T23:00:00Z, 2026-05-01T22:00:00Z",
    "2026-01-31T20:30:00Z, Indian/Reunion, 2026-03-01T20:00:00Z, 2026-05-01T20:00:00Z",
    "2026-01-31T23:30:00Z, UTC,            2026-03-01T00:00:00Z, 2026-04-29T00:00:00Z",
  })
  void itIsOneCalendarMonthAndTwoMoreWhenExtended(
      Instant received, ZoneId zone, Instant term, Instant extended) {
    assertThat(RequestTerm.of(received, zone)).isEqualTo(term);
    assertThat(RequestTerm.extended(term, zone)).isEqualTo(extended);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-02T21:59:59Z, RUNNING",
    "2026-04-03T22:00:00Z, WEEK",
    "2026-04-09T21:59:59Z, WEEK",
    "2026-04-09T22:00:00Z, DAY",
    "2026-04-10T21:59:59Z, DAY",
    "2026-04-10T22:00:00Z, OVERDUE",
    "2027-04-10T22:00:00Z, OVERDUE",
  })
  void itsClockSaysHowNearTheTermIs(Instant now, RequestTerm.State state) {
    assertThat(RequestTerm.state(Instant.parse("2026-04-10T22:00:00Z"), now)).isEqualTo(state);
  }
}
