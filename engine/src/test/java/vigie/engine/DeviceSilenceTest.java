package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.device.DeviceStatus.State;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Quality;

/** TK-1 and TK-2 of {@code clinical.md} 2.6 with the limits of 4.4. */
class DeviceSilenceTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  @ParameterizedTest
  @CsvSource({
    "glucose-cgm,   PT5M,  PT20M, TK-2a, HIGH,     PATIENT_ONLY",
    "heart-rate,    PT1S,  PT10M, TK-1a, MEDIUM,   CARE_TEAM",
    "heart-rate,    PT5M,  PT1H,  TK-1d, ADVISORY, PATIENT_ONLY",
    "bp-systolic,   PT6H,  PT9H,  TK-1e, ADVISORY, PATIENT_ONLY",
    "glucose,       PT4H,  PT12H, TK-1f, ADVISORY, PATIENT_ONLY",
    "steps,         PT15M, PT1H,  TK-1f, ADVISORY, PATIENT_ONLY",
    "body-weight,   PT0S,  PT48H, TK-1g, ADVISORY, PATIENT_ONLY",
    "sleep-total,   PT0S,  PT48H, TK-1i, ADVISORY, PATIENT_ONLY",
  })
  void silenceIsNoticedAtItsLimitAndNotBefore(
      String metric,
      Duration interval,
      Duration limit,
      String rule,
      Severity severity,
      Audience audience) {
    PatientUnderTest patient = heard(metric, interval);
    patient.pass(limit.minus(MILLI));
    assertThat(patient.transitions).isEmpty();

    patient.pass(MILLI);

    assertThat(patient.transitions)
        .extracting(AlertTransition::ruleId, AlertTransition::severity, AlertTransition::family)
        .containsExactly(tuple(rule, severity, "device-silence/watch-1"));
    assertThat(patient.last().onset()).isEqualTo(PatientUnderTest.START.plus(limit));
    assertThat(RuleCatalogue.defaults())
        .filteredOn(each -> each.id().equals(rule))
        .extracting(each -> each.audience())
        .containsExactly(audience);

    patient.pass(Duration.ofSeconds(1));
    patient.reads(metric, 60);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
  }

  @ParameterizedTest
  @CsvSource({"glucose-cgm, PT5M, PT2H, TK-2b, MEDIUM", "body-weight, PT0S, PT72H, TK-1h, MEDIUM"})
  void lastingSilenceIsForTheCareTeam(
      String metric, Duration interval, Duration limit, String rule, Severity severity) {
    PatientUnderTest patient = heard(metric, interval);
    patient.pass(limit.minus(MILLI));
    assertThat(patient.transitions).hasSize(1);
    patient.pass(MILLI);
    assertThat(patient.last().ruleId()).isEqualTo(rule);
    assertThat(patient.last().severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "115, PT10M, MEDIUM, TK-1c",
    "160, PT3M, CRITICAL, TK-1b",
    "102, PT30M, ADVISORY, TK-1a",
    "72, PT1M, , TK-1a"
  })
  void anAlertThatWasActiveMakesTheSilenceWorse(
      double rate, Duration hold, Severity active, String rule) {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    patient.pass(Duration.ofSeconds(20));
    patient.readsEvery(Duration.ofSeconds(20), "heart-rate", values(rate, hold.toSeconds() / 20));
    assertThat(patient.transitions)
        .extracting(AlertTransition::severity)
        .isEqualTo(active == null ? List.of() : List.of(active));

    patient.pass(Duration.ofMinutes(10));

    assertThat(patient.transitions)
        .filteredOn(each -> each.family().startsWith("device-silence"))
        .extracting(AlertTransition::ruleId)
        .containsExactly(rule);
    // Loss of signal ends no alert.
    assertThat(patient.transitions)
        .filteredOn(each -> each.family().startsWith("heart-rate"))
        .noneMatch(each -> each.phase() == AlertPhase.RESOLVED);
  }

  @Test
  void oneOfADevicesMetricsIsEnoughToBeHeard() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    for (int i = 0; i < 8; i++) {
      patient.pass(Duration.ofMinutes(5));
      patient.reads("spo2", 97);
    }
    assertThat(patient.transitions).isEmpty();
    patient.pass(Duration.ofMinutes(10));
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void aReadingSetsNoTime() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    long wake = patient.wakeAt();
    patient.pass(Duration.ofMinutes(5));
    patient.reads("heart-rate", 60);
    assertThat(patient.wakeAt()).isEqualTo(wake);
    patient.pass(Duration.ofMinutes(5));
    assertThat(patient.wakeAt()).isEqualTo(wake + Duration.ofMinutes(5).toMillis());
  }

  @Test
  void aDeviceThatNobodyBoundOwesNothing() {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.reads("heart-rate", 60);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);

    // Bound later, it counts from then.
    patient.pass(Duration.ofHours(1));
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    patient.pass(Duration.ofMinutes(10).minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void aDeviceThatWasNeverHeardOwesNothing() {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsMadeToTryTheSystemIsNoSignOfLife() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    patient.pass(Duration.ofMinutes(9));
    patient.takes(
        patient.reading("heart-rate", 60, patient.now, patient.now, Quality.TEST, Context.UNKNOWN));
    patient.pass(Duration.ofMinutes(1));
    assertThat(patient.transitions).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"CHARGING", "OFF_WRIST"})
  void aDeviceThatNobodyWearsOwesNothingUntilItIsWornAgain(State state) {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    patient.status(PatientUnderTest.DEVICE, state, null);
    patient.pass(Duration.ofHours(2));
    assertThat(patient.transitions).isEmpty();

    patient.status(PatientUnderTest.DEVICE, State.ONLINE, null);
    patient.pass(Duration.ofMinutes(10));
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void withTheLastConsentGoesWhatIsExpected() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    patient.pass(Duration.ofMinutes(10));
    patient.consents = EnumSet.of(Category.SLEEP);
    patient.sendProfile();
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    patient.pass(Duration.ofDays(3));
    assertThat(patient.transitions).hasSize(2);
  }

  @Test
  void aProfileThatChangesDuringTheSilenceLeavesItToTheNextReadingToEndIt() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    patient.pass(Duration.ofMinutes(10));
    patient.sendProfile();
    assertThat(patient.transitions).hasSize(1);
    patient.pass(Duration.ofMinutes(1));
    patient.reads("heart-rate", 60);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
  }

  @Test
  void aReadingReceivedBeforeTheSilenceWasNoticedEndsIt() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    Instant onItsWay = patient.now.plus(Duration.ofMinutes(9));
    patient.pass(Duration.ofMinutes(11));
    patient.takes(patient.reading("heart-rate", 60, onItsWay));
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    patient.pass(Duration.ofMinutes(8));
    assertThat(patient.transitions).hasSize(3);
  }

  @Test
  void readingsThatWaitedForTheProfileCountAsHeard() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    patient.reads("heart-rate", 60);
    patient.sendProfile();
    patient.pass(Duration.ofMinutes(10));
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("TK-1a");
  }

  @Test
  void afterAStartNobodyIsTakenForSilentUntilWhatWasSentMeanwhileIsRead() {
    PatientUnderTest patient = heard("heart-rate", Duration.ofMinutes(1));
    Instant down = patient.now.plus(Duration.ofHours(1));
    patient.now = down;
    patient.restarts();
    patient.pass(Duration.ofMinutes(9));
    assertThat(patient.transitions).isEmpty();
    patient.reads("heart-rate", 61);
    patient.pass(Duration.ofMinutes(9));
    assertThat(patient.transitions).isEmpty();
    patient.pass(Duration.ofMinutes(1));
    assertThat(patient.transitions).hasSize(1);
  }

  private static PatientUnderTest heard(String metric, Duration interval) {
    PatientUnderTest patient = new PatientUnderTest();
    patient.flags.add(ProfileFlag.HEART_FAILURE);
    patient.sendProfile();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, interval.toSeconds()));
    patient.reads(metric, 60);
    return patient;
  }

  private static double[] values(double value, long times) {
    double[] values = new double[(int) times + 1];
    Arrays.fill(values, value);
    return values;
  }
}
