package vigie.api.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.timeline.Resolution;

class StatisticsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-02T10:05:00Z, 2026-03-02T10:25:00Z, RAW",
    "2026-03-02T10:05:00Z, 2026-03-02T11:25:00Z, RAW",
    "2026-03-02T10:00:00Z, 2026-03-02T11:00:00Z, HOUR",
    "2026-03-02T10:05:00Z, 2026-03-02T12:25:00Z, RAW HOUR RAW",
    "2026-03-02T00:00:00Z, 2026-03-04T00:00:00Z, DAY",
    "2026-03-01T23:59:00Z, 2026-03-04T00:00:00Z, RAW DAY",
    "2026-03-01T10:05:00Z, 2026-03-04T12:25:00Z, RAW HOUR DAY HOUR RAW",
    "2026-03-01T10:05:00Z, 2026-03-02T12:25:00Z, RAW HOUR RAW"
  })
  void aTimeIsCutIntoPartsThatAreExactAndLeaveNothingOut(
      Instant from, Instant to, String resolutions) {
    List<Statistics.Part> parts = Statistics.parts(from, to);

    assertThat(String.join(" ", parts.stream().map(part -> part.resolution().name()).toList()))
        .isEqualTo(resolutions);
    Instant reached = from;
    for (Statistics.Part part : parts) {
      assertThat(part.from()).isEqualTo(reached);
      Duration step =
          part.resolution() == Resolution.DAY
              ? Duration.ofDays(1)
              : part.resolution() == Resolution.HOUR ? Duration.ofHours(1) : Duration.ofMillis(1);
      assertThat(part.from().toEpochMilli() % step.toMillis()).isZero();
      assertThat(part.to().toEpochMilli() % step.toMillis()).isZero();
      reached = part.to();
    }
    assertThat(reached).isEqualTo(to);
  }
}
