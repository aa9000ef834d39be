package vigie.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.web.Refusal;

@Tag("C-60")
class ResolutionTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // resolution, a time, the bucket's begin, its end
    "1h, 2026-03-02T12:59:59Z, 2026-03-02T12:00:00Z, 2026-03-02T13:00:00Z",
    "1d, 2026-03-02T23:59:59Z, 2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z",
    // 2 March 2026 is a Monday.
    "1w, 2026-03-01T23:59:59Z, 2026-02-23T00:00:00Z, 2026-03-02T00:00:00Z",
    "1w, 2026-03-02T00:00:00Z, 2026-03-02T00:00:00Z, 2026-03-09T00:00:00Z",
    "1w, 2027-01-01T08:00:00Z, 2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
    "1w, 1969-12-31T00:00:00Z, 1969-12-29T00:00:00Z, 1970-01-05T00:00:00Z",
    "1mo, 2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "1mo, 2026-12-31T23:59:59Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "1mo, 2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z, 2027-02-01T00:00:00Z"
  })
  void aBucketBeginsWithItsHourDayWeekOrMonth(String word, Instant at, Instant begin, Instant end) {
    Resolution resolution = Resolution.of(word, at, at.plusSeconds(1));

    assertThat(resolution.begin(at)).isEqualTo(begin);
    assertThat(resolution.end(at)).isEqualTo(end);
    assertThat(resolution.begin(end)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1m",
    "100, 1h",
    "366, 1d",
    "3660, 1d",
    "3661, 1w",
    "22000, 1w",
    "22001, 1mo",
    "50000, 1mo"
  })
  void aLongerSpanIsToldInWiderBuckets(int days, String word) {
    Instant from = NOW.minus(Duration.ofDays(days));

    assertThat(Resolution.of(null, from, NOW).word()).isEqualTo(word);
    assertThat(Resolution.of("auto", from, NOW).word()).isEqualTo(word);
  }

  @Test
  void anUnknownWordIsRefused() {
    assertThatThrownBy(() -> Resolution.of("1y", NOW, NOW.plusSeconds(1)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("1w");
  }
}
