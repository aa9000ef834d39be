package vigie.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeMappingTest {
  private static final Instant FIRST = Instant.parse("2150-01-01T00:00:00Z");
  private static final Instant LAST = FIRST.plus(Duration.ofHours(10));
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void asLiveTheLastReadingsTimeIsTheWallTimeAtWhichItIsSent() {
    TimeMapping mapping = TimeMapping.asLive(FIRST, LAST, START, 60);

    assertThat(mapping.due(LAST)).isEqualTo(START.plus(Duration.ofMinutes(10)));
    assertThat(LAST.plus(mapping.shift())).isEqualTo(mapping.due(LAST));
  }

  @Test
  void distancesBetweenReadingsStayAsTheyWere() {
    TimeMapping mapping = TimeMapping.asLive(FIRST, LAST, START, 60);

    assertThat(Duration.between(FIRST.plus(mapping.shift()), LAST.plus(mapping.shift())))
        .isEqualTo(Duration.ofHours(10));
  }

  @Test
  void noReadingIsSentBeforeItsOwnTime() {
    for (double speed : new double[] {1, 3.7, 60, 100_000, Double.POSITIVE_INFINITY}) {
      TimeMapping mapping = TimeMapping.asLive(FIRST, LAST, START, speed);
      for (int minute = 0; minute <= 600; minute++) {
        Instant at = FIRST.plus(Duration.ofMinutes(minute));
        assertThat(mapping.due(at)).isAfterOrEqualTo(at.plus(mapping.shift()));
      }
    }
  }

  @Test
  void atNormalSpeedEveryReadingIsSentAtItsOwnTime() {
    TimeMapping mapping = TimeMapping.asLive(FIRST, LAST, START, 1);

    Instant at = FIRST.plusSeconds(1234);
    assertThat(mapping.due(at)).isEqualTo(at.plus(mapping.shift()));
  }

  @Test
  void withoutItTimesStayAsTheyWere() {
    assertThat(TimeMapping.original(FIRST, LAST, START, 5).shift()).isZero();
  }

  @Test
  void slowerThanLifeIsRefusedAsLive() {
    assertThatThrownBy(() -> TimeMapping.asLive(FIRST, LAST, START, 0.5))
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> TimeMapping.original(FIRST, LAST, START, 0))
        .hasMessageContaining("above 0");
  }
}
