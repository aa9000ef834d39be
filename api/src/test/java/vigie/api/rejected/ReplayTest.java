package vigie.api.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.IntakeResult;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/** What becomes of a refused reading when its message is decided again. */
class ReplayTest {
  private static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant NOW = THEN.plus(Duration.ofDays(3));
  private static final PatientId PATIENT = new PatientId(new UUID(0, 1));
  private static final PatientId OTHER = new PatientId(new UUID(0, 2));

  @ParameterizedTest(name = "a row of {0}, when {1} is taken and {2} refused, is {3}")
  @CsvSource({
    "[0].values.hr, true,  -,               ACCEPTED",
    "[0].values.hr, true,  [1].values.spo2, ACCEPTED",
    "[0].values.hr, true,  [0].values.hr,   STILL_REJECTED",
    "[0].values.hr, false, '',              STILL_REJECTED",
    "'',            true,  -,               ACCEPTED",
    "'',            true,  [1].values.spo2, STILL_REJECTED",
    "'',            false, '',              STILL_REJECTED",
  })
  void theOutcomeIsOfTheRowAndNotOfItsNeighbours(
      String path, boolean taken, String refused, ReplayOutcome outcome) {
    IntakeResult again =
        result(
            taken ? List.of(reading(PATIENT)) : List.of(),
            refused.equals("-") ? List.of() : List.of(rejected(refused, PATIENT)));

    assertThat(Replay.decide(rejected(path, PATIENT), again, NOW).outcome()).isEqualTo(outcome);
  }

  @Test
  void whatAnotherPersonsDeviceSentBeforeIsNotGivenToThem() {
    Replay.Decision decision =
        Replay.decide(
            rejected("[0].values.hr", PATIENT), result(List.of(reading(OTHER)), List.of()), NOW);

    assertThat(decision.outcome()).isEqualTo(ReplayOutcome.OTHER_PATIENT);
    assertThat(decision.publish()).isEmpty();
  }

  @Test
  void aReplayedReadingIsTheSameButDoesNotLookFresh() {
    Reading before = reading(PATIENT);

    Reading published =
        Replay.decide(rejected("", PATIENT), result(List.of(before), List.of()), NOW)
            .publish()
            .get(0);

    assertThat(published.id()).isEqualTo(before.id());
    assertThat(published.age()).isEqualTo(Duration.ofDays(3));
  }

  @ParameterizedTest(name = "{0} was {1}")
  @CsvSource({
    "vigie/v1/strap-1/senml,                       senml",
    "POST /devices/{device}/readings?format=omh,   omh",
  })
  void theSourceNamesTheFormat(String source, String format) {
    RejectedReading row =
        new RejectedReading(
            "strap-1", source, THEN, RejectionReason.MALFORMED, "", "", PATIENT, new byte[] {1});

    assertThat(Replay.message(row).format()).isEqualTo(format);
    assertThat(Replay.message(row).device()).isEqualTo("strap-1");
  }

  private static IntakeResult result(List<Reading> accepted, List<RejectedReading> rejected) {
    return new IntakeResult(accepted, rejected, 0, 0);
  }

  private static Reading reading(PatientId patient) {
    return new Reading(
        patient,
        new DeviceId("strap-1"),
        MetricCatalogue.standard().metric("heart-rate"),
        70,
        THEN,
        null,
        null,
        THEN,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ZERO);
  }

  private static RejectedReading rejected(String path, @Nullable PatientId patient) {
    return new RejectedReading(
        "strap-1",
        "vigie/v1/strap-1/json",
        THEN,
        RejectionReason.IMPLAUSIBLE,
        "",
        path,
        patient,
        new byte[] {1});
  }
}
