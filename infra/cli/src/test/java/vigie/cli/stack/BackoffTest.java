package vigie.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({"1, 250", "2, 500", "3, 1000", "7, 16000", "8, 30000", "1000000, 30000"})
  void theWaitDoublesWithEachFailureInARowUpToALimit(int failures, long millis) {
    assertThat(backoff.delay(failures)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aPartThatDiesSoonAgainFailsInARow() {
    assertThat(backoff.failures(3, Duration.ofSeconds(59))).isEqualTo(4);
  }

  @Test
  void aPartThatRanSteadilyBeginsAnew() {
    assertThat(backoff.failures(3, Duration.ofSeconds(60))).isEqualTo(1);
  }
}
