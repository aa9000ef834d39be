package vigie.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.web.Refusal;

class TrialPlanTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, 400", "400, 1", "13, 30", "20, 20"})
  void asManyPatientDaysAsOneTrialTakes(int patients, int days) {
    TrialPlan plan = plan(patients, Duration.ofDays(days), null, null);

    assertThat(plan.patients()).hasSize(patients);
    assertThat(plan.historyFrom()).isEqualTo(FROM.minus(Duration.ofDays(30)));
    assertThat(plan.answerAfter()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT24H, , , patients must name at least one",
    "1, PT0S, , , from must lie before to",
    "1, PT9600H0.001S, , , 1 x 401 patient-days",
    "401, PT1H, , , 401 x 1 patient-days",
    "2, P999999D, , , patient-days",
    "1, PT24H, P61D, , history must be from PT0S to PT1440H",
    "1, PT24H, a month, , history must be an ISO 8601 duration",
    "1, PT24H, , P2D, answerAfter must be from PT0S to PT24H",
  })
  void whatIsTooMuchIsRefusedInWords(
      int patients,
      String period,
      @Nullable String history,
      @Nullable String answerAfter,
      String words) {
    assertThatThrownBy(() -> plan(patients, Duration.parse(period), history, answerAfter))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(words);
  }

  @Test
  void aPatientNamedTwiceCountsOnce() {
    UUID patient = new UUID(0, 1);

    assertThat(
            TrialPlan.of(List.of(patient, patient), FROM, FROM.plusSeconds(60), "PT0S", "PT0S")
                .patients())
        .containsExactly(patient);
  }

  private static TrialPlan plan(
      int patients, Duration period, @Nullable String history, @Nullable String answerAfter) {
    return TrialPlan.of(
        LongStream.range(0, patients).mapToObj(number -> new UUID(0, number)).toList(),
        FROM,
        FROM.plus(period),
        history,
        answerAfter);
  }
}
