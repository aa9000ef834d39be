package vigie.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Category;

/** Which version holds, what may be published, which consent has ended. */
class PoliciesTest {
  private static final Policy FIRST = policy("1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
  private static final Policy SECOND =
      new Policy(
          "2",
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          "a",
          "b",
          Set.of(Category.SLEEP));
  private static final List<Policy> BOTH = List.of(FIRST, SECOND);

  @ParameterizedTest
  @Tag("C-90")
  @CsvSource({
    "2026-01-01T00:00:00Z, 1, 1",
    "2026-05-31T23:59:59Z, 1, 1",
    "2026-06-01T00:00:00Z, 2, 0",
    "2030-01-01T00:00:00Z, 2, 0",
  })
  void aVersionHoldsFromItsInstantOn(Instant now, String holds, int coming) {
    assertThat(Policies.inForce(BOTH, now).version()).isEqualTo(holds);
    assertThat(Policies.coming(BOTH, now)).hasSize(coming);
  }

  @Test
  void beforeTheFirstNoneHolds() {
    assertThatThrownBy(() -> Policies.inForce(BOTH, Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @Tag("C-89")
  @CsvSource({
    "3,  2026-08-01T00:00:00Z, 2026-07-02T00:00:00Z, text, ",
    "3,  2026-08-01T00:00:00Z, 2026-07-02T00:00:01Z, text, at least 30 days",
    "3,  2026-06-01T00:00:00Z, 2026-04-02T00:00:00Z, text, after that of every version",
    "2,  2026-08-01T00:00:00Z, 2026-07-01T00:00:00Z, text, published already",
    "a/b, 2026-08-01T00:00:00Z, 2026-07-01T00:00:00Z, text, version must have",
    "3,  2026-08-01T00:00:00Z, 2026-07-01T00:00:00Z, ' ', characters",
  })
  void aVersionIsPublishedAMonthBeforeItHolds(
      String version, Instant effective, Instant published, String text, @Nullable String fault) {
    Policy next = new Policy(version, effective, published, text, text, Set.of());

    if (fault == null) {
      assertThat(Policies.fault(BOTH, next)).isNull();
    } else {
      assertThat(Policies.fault(BOTH, next)).contains(fault);
    }
  }

  @ParameterizedTest
  @Tag("C-89")
  @CsvSource({
    "SLEEP,      2026-03-31T00:00:00Z, 2026-05-31T23:59:59Z, false",
    "SLEEP,      2026-03-31T00:00:00Z, 2026-06-01T00:00:00Z, true",
    "SLEEP,      2026-04-01T00:00:00Z, 2026-06-01T00:00:00Z, false",
    "SLEEP,      2026-07-01T00:00:00Z, 2026-08-01T00:00:00Z, false",
    "HEART_RATE, 2026-03-31T00:00:00Z, 2026-06-01T00:00:00Z, false",
  })
  void aConsentEndsOnTheDayWhenItWasGivenBeforeItsPurposeChanged(
      Category category, Instant given, Instant now, boolean ended) {
    assertThat(Policies.ended(BOTH, category, given, now)).isEqualTo(ended);
  }

  private static Policy policy(String version, String effective, String published) {
    return new Policy(
        version, Instant.parse(effective), Instant.parse(published), "a", "b", Set.of());
  }
}
