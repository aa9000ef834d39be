package vigie.jobs.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Severity;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Readings and transitions that tests begin with. */
final class TimelineFixtures {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final PatientId ALICE = new PatientId(new UUID(0x8000_0000_0000_0001L, 1));
  static final PatientId BOB = new PatientId(new UUID(0x7000_0000_0000_0001L, 2));

  private TimelineFixtures() {}

  static Reading heartRate(PatientId patient, double value, Instant at) {
    return reading(patient, 1, value, at, null);
  }

  static Reading reading(
      PatientId patient, int metric, double value, Instant at, @Nullable Long sequence) {
    return new Reading(
        patient,
        new DeviceId("strap-1"),
        MetricCatalogue.standard().metric(metric),
        value,
        at,
        null,
        null,
        at.plusSeconds(1),
        sequence,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ZERO);
  }

  /** Another value of a reading, or a retraction, received so many seconds after it. */
  static Reading correction(Reading of, double value, int later, boolean retracts) {
    return new Reading(
        of.patient(),
        of.device(),
        of.metric(),
        value,
        of.effective(),
        of.effectiveEnd(),
        of.zoneOffsetMinutes(),
        of.received().plusSeconds(later),
        of.sequence(),
        retracts ? Quality.RETRACTED : of.quality(),
        of.context(),
        null,
        of.expectedInterval());
  }

  /** A reading in which every field says something. */
  static Reading complete(PatientId patient, Instant at) {
    return new Reading(
        patient,
        new DeviceId("scale.7"),
        MetricCatalogue.standard().metric(1),
        71.25,
        at,
        at.plusSeconds(30),
        -210,
        at.plusMillis(1234),
        77L,
        Quality.QUESTIONABLE,
        Context.EXERCISE,
        new Original(1.1875, "Hz·µ"),
        Duration.ZERO);
  }

  static Reading withUnit(Reading reading, String unit) {
    return new Reading(
        reading.patient(),
        reading.device(),
        reading.metric(),
        reading.value(),
        reading.effective(),
        reading.effectiveEnd(),
        reading.zoneOffsetMinutes(),
        reading.received(),
        reading.sequence(),
        reading.quality(),
        reading.context(),
        new Original(reading.value(), unit),
        reading.expectedInterval());
  }

  /** A transition of Alice's alert whose onset is at noon. */
  static AlertTransition transition(int sequence, AlertPhase phase, Severity severity) {
    return new AlertTransition(
        AlertTransition.alertId(ALICE, "heart-rate-high", NOON),
        sequence,
        ALICE,
        "heart-rate-high",
        phase,
        sequence == 0 ? Cause.CONFIRMED : Cause.WORSENED,
        severity,
        severity,
        "heart-rate-high-" + severity.name().toLowerCase(java.util.Locale.ROOT),
        1,
        null,
        "heart-rate",
        ">= 131",
        140 + sequence,
        140 + sequence,
        NOON,
        NOON.plusSeconds(60 + sequence),
        NOON.plusSeconds(61 + sequence),
        false,
        1,
        List.of(),
        null,
        "",
        null);
  }
}
