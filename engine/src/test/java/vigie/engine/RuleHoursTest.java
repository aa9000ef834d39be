package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.Rule;
import vigie.alert.RuleReader;

/** A rule that judges only at its hours: by its zone's clock, over midnight and when it changes. */
@Tag("C-56")
class RuleHoursTest {
  private static final List<String> ALL =
      List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

  // In Paris 22:00 is 21:00 UTC in winter, 20:00 in summer; summer time begins on 2026-03-29 at
  // 01:00 UTC and ends on 2026-10-25 at 01:00 UTC.
  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2026-03-02T20:59:59Z, false",
    "Europe/Paris, 2026-03-02T21:00:00Z, true",
    "Europe/Paris, 2026-03-02T22:59:59Z, true",
    "Europe/Paris, 2026-03-02T23:00:00Z, true",
    "Europe/Paris, 2026-03-03T04:59:59Z, true",
    "Europe/Paris, 2026-03-03T05:00:00Z, false",
    "Europe/Paris, 2026-03-29T00:59:59Z, true",
    "Europe/Paris, 2026-03-29T01:00:00Z, true",
    "Europe/Paris, 2026-03-29T03:59:59Z, true",
    "Europe/Paris, 2026-03-29T04:00:00Z, false",
    "Europe/Paris, 2026-03-29T20:00:00Z, true",
    "Europe/Paris, 2026-10-25T00:30:00Z, true",
    "Europe/Paris, 2026-10-25T01:30:00Z, true",
    "Europe/Paris, 2026-10-25T04:59:59Z, true",
    "Europe/Paris, 2026-10-25T05:00:00Z, false",
    "Europe/Paris, 2026-10-25T20:59:59Z, false",
    "UTC, 2026-03-02T21:00:00Z, false",
    "UTC, 2026-03-02T22:00:00Z, true",
    "America/Cayenne, 2026-03-03T00:59:59Z, false",
    "America/Cayenne, 2026-03-03T01:00:00Z, true"
  })
  void aReadingIsJudgedByTheClockOfTheRulesZone(String zone, Instant at, boolean judged) {
    PatientUnderTest patient = patient(zone, ALL, at);

    patient.reads("heart-rate", 120);

    assertThat(patient.transitions.isEmpty()).isEqualTo(!judged);
  }

  // The night of Friday is over on Saturday morning.
  @ParameterizedTest
  @CsvSource({
    "2026-03-06T03:00:00Z, false",
    "2026-03-06T22:00:00Z, true",
    "2026-03-07T03:00:00Z, true",
    "2026-03-07T22:00:00Z, false"
  })
  void aNightIsOfTheDayOnWhichItBegins(Instant at, boolean judged) {
    PatientUnderTest patient = patient("UTC", List.of("FRIDAY"), at);

    patient.reads("heart-rate", 120);

    assertThat(patient.transitions.isEmpty()).isEqualTo(!judged);
  }

  @Test
  void whatBeganAtItsHoursMayClearOutsideThem() {
    PatientUnderTest patient = patient("UTC", ALL, Instant.parse("2026-03-03T05:59:00Z"));
    patient.reads("heart-rate", 120);
    patient.pass(Duration.ofMinutes(5));
    patient.reads("heart-rate", 130);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);

    patient.pass(Duration.ofMinutes(5));
    patient.reads("heart-rate", 90);

    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
  }

  private static PatientUnderTest patient(String zone, List<String> days, Instant now) {
    Map<String, Object> row =
        Map.of(
            "family", "x",
            "metric", "heart-rate",
            "condition", ">= 110",
            "hold", "PT0S",
            "clear", "< 100",
            "clearHold", "PT0S",
            "severity", "MEDIUM",
            "during", Map.of("zone", zone, "from", "22:00", "to", "06:00", "days", days),
            "reason", "a test",
            "source", "a test");
    Rule rule = RuleReader.read(row, "X-1", 1, List.of(), "a test", PatientUnderTest.START);
    PatientUnderTest patient = new PatientUnderTest(List.of(rule));
    patient.now = now;
    patient.sendProfile();
    return patient;
  }
}
