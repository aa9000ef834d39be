package vigie.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C-81")
class BackupExpiryTest {
  @ParameterizedTest(name = "key of {0} at {1}: {2}")
  @CsvSource({
    "2026-11-30, 2026-11-30T00:00:00Z, KEPT",
    "2026-11-30, 2026-11-30T23:59:59.999Z, KEPT",
    "2026-11-30, 2026-12-09T23:59:59.999Z, KEPT", // the ninth day after, to its end
    "2026-11-30, 2026-12-10T00:00:00Z, OVER", // the tenth
    "2026-11-30, 2026-12-11T08:00:00Z, OVER",
    "2026-11-30, 2027-11-30T08:00:00Z, OVER", // nobody looked for a year
    "2024-02-25, 2024-03-05T12:00:00Z, KEPT", // a leap day between
    "2024-02-25, 2024-03-06T00:00:00Z, OVER",
    "2026-11-30, 2026-11-29T23:59:59.999Z, AHEAD", // the clock was set back
    "2026-11-30, 2020-01-01T00:00:00Z, AHEAD",
  })
  void aKeyIsOverOnTheTenthDayAfterItsOwn(LocalDate day, Instant now, BackupExpiry.Fate expected) {
    assertThat(BackupExpiry.of(day, now)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-12-01T00:30:00+01:00, 2026-11-30", // past midnight in Paris, not by UTC
    "2026-12-01T01:00:00+01:00, 2026-12-01",
    "2026-11-30T19:30:00-05:00, 2026-12-01",
    "2026-12-01T13:59:00+14:00, 2026-11-30",
    "2026-03-29T03:00:00+02:00, 2026-03-29", // the night of summer time
  })
  void aDayIsThatOfUtcWhateverTheClocksSay(OffsetDateTime time, LocalDate expected) {
    assertThat(BackupExpiry.day(time.toInstant())).isEqualTo(expected);
  }

  @ParameterizedTest(name = "made {0}")
  @CsvSource({"2026-11-30T00:00:00Z", "2026-11-30T12:00:00Z", "2026-11-30T23:59:59Z"})
  void whatWasMadeBeforeADeletionIsUnreadableTenDaysAfterItAtTheLatest(Instant made) {
    Instant end = BackupExpiry.end(BackupExpiry.day(made));
    assertThat(end).isBeforeOrEqualTo(made.plusSeconds(10 * 86_400L));
    assertThat(BackupExpiry.of(BackupExpiry.day(made), end)).isEqualTo(BackupExpiry.Fate.OVER);
    assertThat(BackupExpiry.of(BackupExpiry.day(made), end.minusNanos(1)))
        .isEqualTo(BackupExpiry.Fate.KEPT);
  }
}
