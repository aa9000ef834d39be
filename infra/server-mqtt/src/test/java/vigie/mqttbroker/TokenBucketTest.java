package vigie.mqttbroker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {
  /** Near the end of what a long holds, as a steady clock may be. */
  private static final long BEGIN = Long.MAX_VALUE - 3;

  private static final int PER_SECOND = 10;
  private static final int HOLDS = 5;

  private final TokenBucket bucket = new TokenBucket(PER_SECOND, HOLDS, BEGIN);

  @ParameterizedTest(name = "after {0} messages at once, {1} ms later one more waits {2} ms")
  @CsvSource({
    "0, 0, 0",
    "4, 0, 0",
    "5, 0, 100",
    "6, 0, 200",
    "5, 40, 60",
    "5, 100, 0",
    "7, 100, 200",
    "7, 10000, 0",
  })
  void aMessageWaitsUntilNoTokenIsOwed(int before, int laterMillis, int waitMillis) {
    take(before, BEGIN);

    assertThat(bucket.take(BEGIN + millis(laterMillis))).isEqualTo(millis(waitMillis));
  }

  @Test
  void howeverLongNothingComesItHoldsNoMoreThanItHolds() {
    long muchLater = BEGIN + TimeUnit.DAYS.toNanos(9);

    take(HOLDS, muchLater);

    assertThat(bucket.take(muchLater)).isEqualTo(millis(100));
  }

  @Test
  void whoWaitsAsToldSendsAtThePace() {
    long now = BEGIN;
    for (int i = 0; i < HOLDS + 10 * PER_SECOND; i++) {
      now += bucket.take(now);
    }

    assertThat(now - BEGIN).isEqualTo(TimeUnit.SECONDS.toNanos(10));
  }

  private void take(int count, long now) {
    for (int i = 0; i < count; i++) {
      bucket.take(now);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
