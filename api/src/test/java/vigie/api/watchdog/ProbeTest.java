package vigie.api.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.api.alarm.Fault;
import vigie.api.watchdog.Probe.Place;
import vigie.api.watchdog.Probe.Stored;

class ProbeTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void itIsLateFromTheEndOfThePatienceOn() {
    Probe probe = Probe.begin(BEGIN);

    assertThat(probe.late(BEGIN.plus(PATIENCE).minusMillis(1), PATIENCE)).isFalse();
    assertThat(probe.late(BEGIN.plus(PATIENCE), PATIENCE)).isTrue();
  }

  @ParameterizedTest(name = "enrolled {0}, earlier alert open {1}, refused {2}: {3}")
  @CsvSource({
    "false, false, true,  SET_UP",
    "false, true,  true,  SET_UP",
    "true,  true,  false, EARLIER_ALERT",
    "true,  false, true,  INTAKE",
    // The earlier alert had ended when the reading was sent; what opened since is not the cause.
    "true,  true,  true,  INTAKE",
  })
  void aReadingThatWasNotTakenInSaysWhy(
      boolean enrolled, boolean earlier, boolean refused, Place place) {
    Probe probe = Probe.begin(BEGIN);
    Probe.Seen seen = new Probe.Seen(enrolled, earlier, false);

    assertThat(
            (refused ? probe.failed("HTTP 503") : probe)
                .place(seen, Stored.UNKNOWN, Stored.UNKNOWN))
        .isEqualTo(place);
  }

  @ParameterizedTest(name = "alert {0}, reading stored {1}, notification stored {2}: {3}")
  @CsvSource({
    "false, NO,      UNKNOWN, READING",
    "false, YES,     UNKNOWN, ALERT",
    "false, UNKNOWN, UNKNOWN, READING_OR_ALERT",
    "true,  NO,      NO,      NOTIFICATION",
    "true,  YES,     UNKNOWN, NOTIFICATION",
    "true,  YES,     YES,     DELIVERY",
    "true,  NO,      YES,     DELIVERY",
  })
  void aReadingThatWasTakenInIsFollowedToWhereItWasLost(
      boolean alert, Stored reading, Stored notification, Place place) {
    Probe probe = Probe.begin(BEGIN).sent(BEGIN.plusSeconds(1));

    assertThat(probe.place(new Probe.Seen(true, alert, alert), reading, notification))
        .isEqualTo(place);
  }

  @Test
  void whatWasRefusedAtFirstAndTakenInThenIsNoRefusal() {
    assertThat(Probe.begin(BEGIN).failed("HTTP 503").sent(BEGIN).refusal()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void everyPlaceIsToldWithWhatWasAnswered(Place place) {
    Fault fault = ProbeText.of(place, "HTTP 503", PATIENCE);

    assertThat(fault.english()).contains("within 120 s", "(HTTP 503)");
    assertThat(fault.french()).contains("en 120 s", "(HTTP 503)");
    assertThat(ProbeText.of(place, null, PATIENCE).english()).doesNotContain("(");
  }
}
