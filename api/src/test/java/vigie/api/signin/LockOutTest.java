package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long failures lock. */
@Tag("C-19")
class LockOutTest {
  private static final Instant LAST = Instant.parse("2026-11-22T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT, 4,   0,    0",
    "ACCOUNT, 5,   0,    30",
    "ACCOUNT, 5,   29,   30",
    "ACCOUNT, 5,   30,   0",
    "ACCOUNT, 6,   0,    60",
    "ACCOUNT, 9,   0,    480",
    "ACCOUNT, 10,  0,    900",
    "ACCOUNT, 999, 0,    900",
    "ACCOUNT, 999, 901,  0",
    "ADDRESS, 199, 0,    0",
    "ADDRESS, 200, 0,    30",
  })
  void failuresLockForLongerAndLonger(
      LockOut.Kind kind, int failures, long secondsSince, long lockedSeconds) {
    Instant until = LockOut.until(kind, failures, LAST, LAST.plusSeconds(secondsSince));

    if (lockedSeconds == 0) {
      assertThat(until).isNull();
    } else {
      assertThat(until).isEqualTo(LAST.plusSeconds(lockedSeconds));
    }
  }
}
