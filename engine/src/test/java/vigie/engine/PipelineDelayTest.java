package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TK-6 of {@code clinical.md} 2.6. */
class PipelineDelayTest {
  private final PipelineDelay delay = new PipelineDelay();

  @ParameterizedTest
  @CsvSource({
    "100, 1, 60001, false",
    "100, 2, 60001, true",
    "100, 2, 60000, false",
    "1, 1, 60001, true",
    "1000, 10, 3600000, false",
    "1000, 11, 3600000, true",
  })
  void oneOfAHundredMayTakeLonger(int readings, int slow, long millis, boolean degraded) {
    for (int i = 0; i < readings; i++) {
      delay.decided(i < slow ? -millis : 0, 0);
    }
    assertThat(delay.degraded()).isFalse();
    delay.decided(60_000, 60_000);
    assertThat(delay.degraded()).isEqualTo(degraded);
  }

  @Test
  void aGoodMinuteEndsIt() {
    delay.decided(-100_000, 0);
    delay.decided(60_000, 60_000);
    assertThat(delay.degraded()).isTrue();
    delay.decided(120_000, 120_000);
    assertThat(delay.degraded()).isFalse();
  }
}
