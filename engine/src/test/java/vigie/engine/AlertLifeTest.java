package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.patient.PatientLimit;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** An alert's life and whom it is told to, where scenarios would not show the detail. */
class AlertLifeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void theTransitionTellsTheWholeReason() {
    patient.readsEvery(MINUTE, "heart-rate", 150, 158, 155, 151);

    AlertTransition opened = patient.last();
    assertThat(opened.alert())
        .isEqualTo(
            AlertTransition.alertId(
                PatientUnderTest.PATIENT, "heart-rate-high", PatientUnderTest.START));
    assertThat(opened.sequence()).isZero();
    assertThat(opened.ruleVersion()).isEqualTo(1);
    assertThat(opened.limitVersion()).isNull();
    assertThat(opened.metric()).isEqualTo("heart-rate");
    assertThat(opened.condition()).isEqualTo(">= 150");
    assertThat(opened.value()).isEqualTo(151);
    assertThat(opened.worst()).isEqualTo(158);
    assertThat(opened.decidedAt()).isEqualTo(patient.now);
    assertThat(opened.evidence())
        .extracting(Evidence::value)
        .containsExactly(150.0, 158.0, 155.0, 151.0);
    assertThat(opened.evidence()).extracting(e -> e.device().value()).containsOnly("watch-1");
  }

  @Test
  void theEvidenceSaysHowFarEachReadingCanBeTrusted() {
    patient.readsEvery(MINUTE, "heart-rate", 152, 152, 152);
    patient.pass(MINUTE);
    patient.takes(
        patient.reading(
            "heart-rate", 153, patient.now, patient.now, Quality.QUESTIONABLE, Context.UNKNOWN));

    assertThat(patient.last().evidence())
        .extracting(Evidence::quality)
        .containsExactly(Quality.VALID, Quality.VALID, Quality.VALID, Quality.QUESTIONABLE);
  }

  @Test
  void evidenceIsNeverMoreThanEight() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 132);
      patient.pass(MINUTE);
    }
    assertThat(patient.last().evidence()).hasSize(8);
  }

  @Test
  void aReadingBetweenTheLimitsBreaksAHoldThatIsStillRunning() {
    patient.readsEvery(MINUTE, "heart-rate", 150, 150, 150, 145, 150, 150, 150);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void aReadingBetweenTheLimitsStartsTheClearHoldAnew() {
    patient.readsEvery(MINUTE, "heart-rate", 150, 150, 150, 150);
    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 80, 80, 80, 80, 80, 145, 80, 80, 80, 80, 80);
    assertThat(patient.judged()).hasSize(1);
    patient.pass(MINUTE);
    patient.reads("heart-rate", 80);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
  }

  @Test
  void silenceNeverClears() {
    patient.readsEvery(MINUTE, "heart-rate", 150, 150, 150, 150);
    patient.pass(Duration.ofDays(2));
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.ESCALATED, Cause.EXHAUSTED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
  }

  @Test
  void aTestReadingIsNotWatched() {
    Reading test =
        patient.reading("fall", 1, patient.now, patient.now, Quality.TEST, Context.UNKNOWN);
    assertThat(patient.takes(test)).isEqualTo(ReadingFate.NOT_WATCHED);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void aRepeatedReadingChangesNothing() {
    Reading reading = patient.reading("fall", 1, patient.now);
    assertThat(patient.takes(reading)).isEqualTo(ReadingFate.JUDGED);
    assertThat(patient.takes(reading)).isEqualTo(ReadingFate.DUPLICATE);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void aCorrectionReplacesTheReadingOfItsTimeAndNumber() {
    Instant at = patient.now;
    assertThat(patient.takes(numbered(45, at, 1, 7L))).isEqualTo(ReadingFate.JUDGED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);

    assertThat(patient.takes(numbered(95, at, 2, 7L))).isEqualTo(ReadingFate.JUDGED_AGAIN);
    assertThat(patient.last().cause()).isEqualTo(Cause.AMENDED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);

    assertThat(patient.takes(numbered(48, at, 3, 7L))).isEqualTo(ReadingFate.JUDGED_AGAIN);
    assertThat(patient.last().value()).isEqualTo(48);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
    assertThat(patient.transitions.stream().map(AlertTransition::alert).distinct()).hasSize(1);
    assertThat(patient.last().evidence()).extracting(Evidence::value).containsExactly(48.0);
  }

  @Test
  void whatWasReceivedBeforeTheCorrectionChangesNothingWhenItComesAfterIt() {
    Instant at = patient.now;
    patient.takes(numbered(95, at, 2, null));
    assertThat(patient.takes(numbered(45, at, 1, null))).isEqualTo(ReadingFate.SUPERSEDED);
    assertThat(patient.takes(numbered(45, at, 3, null))).isEqualTo(ReadingFate.DUPLICATE);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void aRetractionThatComesFirstKeepsItsReadingOut() {
    Instant at = patient.now;
    patient.takes(retraction(45, at, 2));
    assertThat(patient.takes(numbered(45, at, 1, null))).isEqualTo(ReadingFate.SUPERSEDED);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void readingsToWhichTheGatewayGaveTheTimeDoNotCorrectEachOther() {
    Instant at = patient.now;
    patient.takes(numbered(95, at, 0, null));
    assertThat(patient.takes(numbered(45, at, 0, null))).isNotEqualTo(ReadingFate.SUPERSEDED);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void anotherDeviceOrNumberIsNoCorrection() {
    Instant at = patient.now;
    patient.takes(numbered(45, at, 1, 7L));
    patient.takes(numbered(95, at, 2, 8L));
    Reading other =
        new Reading(
            PatientUnderTest.PATIENT,
            new DeviceId("meter-2"),
            MetricCatalogue.standard().metric("glucose"),
            95,
            at,
            null,
            null,
            at.plusSeconds(2),
            null,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            Duration.ZERO);
    patient.takes(other);
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .doesNotContain(Cause.AMENDED);
  }

  @Test
  void aCorrectionOfWhatCanNoLongerBeJudgedAgainIsLate() {
    Instant first = patient.now;
    Duration often = Duration.ofSeconds(10);
    for (int i = 0; i < 40; i++) {
      patient.takes(glucose(95, patient.now, 1, null, often));
      patient.pass(often);
    }
    assertThat(patient.takes(glucose(45, first, 9, null, often))).isEqualTo(ReadingFate.LATE);
    assertThat(patient.transitions).isEmpty();
  }

  private Reading retraction(double value, Instant at, int receivedAfter) {
    return patient.reading(
        "glucose", value, at, at.plusSeconds(receivedAfter), Quality.RETRACTED, Context.UNKNOWN);
  }

  private static Reading numbered(
      double value, Instant at, int receivedAfter, @Nullable Long sequence) {
    return glucose(value, at, receivedAfter, sequence, Duration.ofHours(4));
  }

  private static Reading glucose(
      double value, Instant at, int receivedAfter, @Nullable Long sequence, Duration interval) {
    return new Reading(
        PatientUnderTest.PATIENT,
        new DeviceId(PatientUnderTest.DEVICE),
        MetricCatalogue.standard().metric("glucose"),
        value,
        at,
        null,
        null,
        at.plusSeconds(receivedAfter),
        sequence,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        interval);
  }

  @Test
  void whatAMonitorMeasuredAtOneTimeIsNeverLateInTheOrderOfRank() {
    for (int minute = 0; minute < 10; minute++) {
      for (String metric : List.of("heart-rate", "respiratory-rate", "spo2", "body-temperature")) {
        Reading reading = patient.reading(metric, 37, patient.now);
        assertThat(patient.takes(reading)).isEqualTo(ReadingFate.JUDGED);
      }
      patient.pass(MINUTE);
    }
  }

  @Test
  void aWorseValueThatComesAfterTheEndIsStillTold() {
    patient.readsEvery(MINUTE, "heart-rate", 150, 150, 150, 150);
    Instant during = patient.now.plusSeconds(1);
    patient.acknowledges(patient.last().alert());
    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 80, 80, 80, 80, 80, 80);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);

    patient.takes(patient.reading("heart-rate", 170, during));

    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.last().worst()).isEqualTo(170);
  }

  @Test
  void aReadingOlderThanTheWholeTailIsLate() {
    patient.interval = Duration.ofSeconds(10);
    for (int i = 0; i < 40; i++) {
      patient.reads("heart-rate", 70);
      patient.pass(Duration.ofSeconds(10));
    }
    Reading old = patient.reading("heart-rate", 200, PatientUnderTest.START.minusSeconds(1));
    assertThat(patient.takes(old)).isEqualTo(ReadingFate.LATE);
  }

  @Test
  void aChartStoredAHundredReadingsLateIsStillJudged() {
    patient.interval = Duration.ofHours(1);
    Instant first = patient.now;
    for (int i = 0; i < 100; i++) {
      patient.pass(Duration.ofHours(1));
      patient.reads("heart-rate", 70);
    }
    Reading old = patient.reading("heart-rate", 200, first);
    assertThat(patient.takes(old)).isEqualTo(ReadingFate.JUDGED_AGAIN);
  }

  @Test
  void aFastDeviceBesideASlowOneShortensTheTail() {
    patient.interval = Duration.ofHours(1);
    for (int i = 0; i < 100; i++) {
      patient.reads("heart-rate", 70);
      patient.pass(MINUTE);
    }
    Reading late = patient.reading("heart-rate", 200, patient.now.minus(MINUTE.multipliedBy(50)));
    patient.interval = Duration.ofSeconds(1);
    patient.reads("heart-rate", 70);
    assertThat(patient.takes(late)).isEqualTo(ReadingFate.LATE);
  }

  @Test
  void withoutConsentNothingIsWatched() {
    patient.consents = Set.of(Category.SLEEP);
    patient.sendProfile();
    assertThat(patient.reads("fall", 1)).isEqualTo(ReadingFate.WITHOUT_CONSENT);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void aReadingThatOnlySomeAreWatchedForWaitsForTheProfileToo() {
    PatientUnderTest early = new PatientUnderTest();
    early.flags.add(ProfileFlag.HEART_FAILURE);
    early.interval = Duration.ofDays(1);
    early.reads("body-weight", 80.4);
    early.pass(Duration.ofMinutes(30));
    early.sendProfile();
    early.pass(Duration.ofHours(24));
    early.readsEvery(Duration.ofHours(24), "body-weight", 81.6, 81.7);
    assertThat(early.last().ruleId()).isEqualTo("WT-2");
  }

  @Test
  void anOlderProfileIsPassedOver() {
    List<UUID> before = new ArrayList<>();
    before.add(Objects.requireNonNull(patient.memory.profile()).treatingPhysician());
    PatientUnderTest older = new PatientUnderTest();
    older.physician = null;
    older.sendProfile();
    patient.sendProfile();
    assertThat(Objects.requireNonNull(patient.memory.profile()).version()).isEqualTo(2);
    assertThat(before).containsExactly(PatientUnderTest.PHYSICIAN);
  }

  @Test
  void acknowledgingDoesNotSilenceAHigherSeverity() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 135);
      patient.pass(MINUTE);
    }
    patient.acknowledges(patient.last().alert());
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);

    assertThat(patient.last().cause()).isEqualTo(Cause.WORSENED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
    assertThat(patient.told(Role.TREATING_PHYSICIAN))
        .containsExactly(Reason.FIRST, Reason.WORSENED);
  }

  @Test
  void acknowledgingTwiceIsAcknowledgingOnce() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    UUID alert = patient.last().alert();
    assertThat(patient.acknowledges(alert)).isTrue();
    assertThat(patient.acknowledges(alert)).isTrue();
    assertThat(patient.transitions).hasSize(2);
  }

  @Test
  void acknowledgingAnUnknownAlertIsSaid() {
    assertThat(patient.acknowledges(new UUID(1, 2))).isFalse();
  }

  @Test
  void acknowledgingALatchedAlertResolvesIt() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160, 80, 80, 80, 80, 80, 80);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.LATCHED);
    patient.acknowledges(patient.last().alert());
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.last().actor()).isEqualTo(PatientUnderTest.PHYSICIAN);
    assertThat(patient.last().note()).isEqualTo("seen");
  }

  @Test
  void afterAnAlertTheNextOneHasItsOwnId() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    UUID first = patient.last().alert();
    patient.acknowledges(first);
    patient.readsEvery(MINUTE, "heart-rate", 80, 80, 80, 80, 80, 80, 160, 160, 160, 160);
    assertThat(patient.last().alert()).isNotEqualTo(first);
    assertThat(patient.last().cause()).isEqualTo(Cause.CONFIRMED);
  }

  @Test
  void aLateReadingThatMovesTheOnsetTellsNobodyAgain() {
    Instant start = patient.now;
    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    UUID old = patient.last().alert();

    patient.takes(patient.reading("heart-rate", 160, start));

    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.AMENDED, Cause.CONFIRMED);
    assertThat(patient.last().onset()).isEqualTo(start);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.FIRST);
    // Whoever answers the old one answers the cause.
    patient.acknowledges(old);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    assertThat(patient.wakeAt()).isEqualTo(patient.now.plus(Duration.ofMinutes(30)).toEpochMilli());
  }

  @Test
  void aLimitChangedWhileAnAlertIsOpenKeepsTheAlert() {
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    patient.limits.add(
        new PatientLimit(
            "HR-1", true, 180.0, null, null, null, new UUID(1, 1), patient.now, "own", 1));
    patient.sendProfile();
    assertThat(patient.transitions).hasSize(1);
    // The new limit's clear limit is 170.
    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 165, 165, 165, 165, 165, 165);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
  }

  @Test
  void anAmendedAlertLivesAgainUnderItsIdAndSequence() {
    patient.interval = MINUTE;
    for (int minute : new int[] {0, 1, 3}) {
      patient.now = PatientUnderTest.START.plus(Duration.ofMinutes(minute));
      patient.reads("heart-rate", 160);
    }
    patient.takes(patient.reading("heart-rate", 105, PatientUnderTest.START.plusSeconds(120)));
    assertThat(patient.last().cause()).isEqualTo(Cause.AMENDED);
    // The milder stage, above 100 for half an hour, has the same onset.
    for (int minute = 4; minute <= 30; minute++) {
      patient.now = PatientUnderTest.START.plus(Duration.ofMinutes(minute));
      patient.reads("heart-rate", 105);
    }
    assertThat(patient.last().ruleId()).isEqualTo("HR-4");
    assertThat(patient.last().alert()).isEqualTo(patient.transitions.get(0).alert());
    assertThat(patient.transitions).extracting(AlertTransition::sequence).containsExactly(0, 1, 2);
  }
}
