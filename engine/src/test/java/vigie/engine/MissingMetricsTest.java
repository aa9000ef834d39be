package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Audience;
import vigie.alert.Cause;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.RuleReader;
import vigie.alert.Severity;
import vigie.device.DeviceStatus.State;
import vigie.patient.PatientLimit;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Rules that say for how long a metric must be missing. */
class MissingMetricsTest {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofMinutes(45);
  private static final String OTHER = "phone-2";

  @ParameterizedTest
  @CsvSource({
    "glucose-cgm, PT45M, ADVISORY, PATIENT_ONLY",
    "heart-rate,  PT10M, MEDIUM,   CARE_TEAM",
    "bp-systolic, PT9H,  HIGH,     CLINICIANS",
    "body-weight, P3D,   MEDIUM,   CARE_TEAM",
    "distance,    PT1M,  ADVISORY, PATIENT_ONLY",
  })
  void isToldAtItsLimitAndNotBeforeAndOverWithTheNextValue(
      String metric, Duration limit, Severity severity, Audience audience) {
    PatientUnderTest patient =
        heard(
            metric,
            rule(
                "M-1",
                metric,
                limit,
                severity,
                "\"audience\": \"" + audience + "\", \"version\": 7"));
    patient.pass(limit.minus(MILLI));
    assertThat(patient.judged()).isEmpty();

    patient.pass(MILLI);

    assertThat(patient.judged())
        .extracting(
            AlertTransition::ruleId,
            AlertTransition::ruleVersion,
            AlertTransition::severity,
            AlertTransition::family,
            AlertTransition::metric,
            AlertTransition::value)
        .containsExactly(
            tuple(
                "M-1", 7, severity, "m/watch-1", "missing-" + metric, (double) limit.toMinutes()));
    assertThat(patient.last().onset()).isEqualTo(PatientUnderTest.START.plus(limit));

    patient.pass(Duration.ofSeconds(1));
    patient.reads(metric, 60);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);

    // And again.
    patient.pass(limit);
    assertThat(patient.last().cause()).isEqualTo(Cause.CONFIRMED);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
  }

  @Test
  void whatComesInTimeIsNotMissingAndSetsNoTime() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    long wake = patient.wakeAt();
    patient.pass(LIMIT.minus(MINUTE));
    patient.reads("glucose-cgm", 110);
    assertThat(patient.wakeAt()).isEqualTo(wake);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void anotherMetricOfTheSameDeviceIsNoValueOfIt() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    for (int i = 0; i < 9; i++) {
      patient.pass(Duration.ofMinutes(5));
      patient.reads("heart-rate", 70);
    }
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("M-1");
  }

  @Test
  void whatWasNeverSentIsNotMissing() {
    PatientUnderTest patient = heard("heart-rate", glucose());
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsMadeToTryTheSystemIsNoValue() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.pass(LIMIT.minus(MINUTE));
    patient.takes(
        patient.reading(
            "glucose-cgm", 110, patient.now, patient.now, Quality.TEST, Context.UNKNOWN));
    patient.pass(MINUTE);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void ofAMetricThatNothingElseWatchesNoValueIsKept() {
    PatientUnderTest patient =
        heard("distance", rule("M-1", "distance", LIMIT, Severity.ADVISORY, ""));
    Watch watch = Objects.requireNonNull(patient.memory.watch(Category.PHYSICAL_ACTIVITY.name()));
    assertThat(watch.tail.size).isZero();
    assertThat(watch.tail.heardAt).hasSize(1);
  }

  @Test
  void aDeviceThatNobodyBoundOwesNothingAndOneThatIsTakenAwayEndsIt() {
    PatientUnderTest patient = new PatientUnderTest(List.of(glucose()));
    patient.sendProfile();
    patient.reads("glucose-cgm", 110);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);

    patient.pass(Duration.ofHours(2));
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 300));
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.transitions).hasSize(1);

    patient.hears(new DeviceNews.Unbound(PatientUnderTest.DEVICE));
    assertThat(patient.last().cause()).isEqualTo(Cause.DEVICE_UNBOUND);
    patient.pass(Duration.ofDays(1));
    assertThat(patient.judged()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHARGING", "OFF_WRIST"})
  void aDeviceThatNobodyWearsOwesNothingUntilItIsWornAgain(State state) {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.status(PatientUnderTest.DEVICE, state, null);
    patient.pass(Duration.ofHours(2));
    assertThat(patient.transitions).isEmpty();

    patient.status(PatientUnderTest.DEVICE, State.ONLINE, null);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void whicheverDeviceSendsAValueEndsItAndTheOneThatSentItLastOwesTheNext() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.hears(new DeviceNews.Bound(OTHER, 300));
    patient.pass(Duration.ofMinutes(30));
    sends(patient, OTHER);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();

    patient.pass(MILLI);
    assertThat(patient.judged()).extracting(AlertTransition::family).containsExactly("m/" + OTHER);

    patient.pass(MINUTE);
    patient.reads("glucose-cgm", 110);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    patient.pass(LIMIT);
    assertThat(patient.last().family()).isEqualTo("m/" + PatientUnderTest.DEVICE);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);
  }

  @Test
  void whenTheDeviceThatSentItLastIsGoneAnotherOwesItFromItsNextValueOn() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.hears(new DeviceNews.Bound(OTHER, 300));
    patient.pass(MINUTE);
    sends(patient, OTHER);
    patient.hears(new DeviceNews.Unbound(OTHER));
    patient.pass(Duration.ofDays(1));
    assertThat(patient.transitions).isEmpty();

    patient.reads("glucose-cgm", 110);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.judged()).hasSize(1);
  }

  @Test
  void withTheConsentGoesWhatMayBeMissing() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.pass(LIMIT);
    patient.consents = EnumSet.of(Category.SLEEP);
    patient.sendProfile();
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    patient.pass(Duration.ofDays(3));
    assertThat(patient.judged()).hasSize(2);

    // Given again, it is missing only after it has come again.
    patient.consents = EnumSet.allOf(Category.class);
    patient.sendProfile();
    patient.pass(Duration.ofDays(3));
    assertThat(patient.judged()).hasSize(2);
    patient.reads("glucose-cgm", 110);
    patient.pass(LIMIT);
    assertThat(patient.judged()).hasSize(3);
  }

  @Test
  void aFrozenMetricIsNotMissing() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.pass(LIMIT);
    patient.restricted.add("glucose-cgm");
    patient.sendProfile();
    assertThat(patient.last().cause()).isEqualTo(Cause.RULE_DISABLED);
    assertThat(patient.reads("glucose-cgm", 110)).isEqualTo(ReadingFate.RESTRICTED);
    patient.pass(Duration.ofDays(3));
    assertThat(patient.judged()).hasSize(2);
  }

  @Test
  void afterAStartNothingIsMissingUntilWhatWasSentMeanwhileIsRead() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.now = patient.now.plus(Duration.ofHours(2));
    patient.restarts();
    patient.pass(Duration.ofMinutes(9));
    assertThat(patient.transitions).isEmpty();
    patient.reads("glucose-cgm", 110);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void whatWasMissingDuringAnOutageIsToldOfItsOwnTime() {
    PatientUnderTest patient = heard("glucose-cgm", glucose());
    patient.now = patient.now.plus(Duration.ofHours(2));
    patient.restarts();
    patient.pass(DeviceSilence.GRACE);
    assertThat(patient.judged())
        .extracting(AlertTransition::onset)
        .containsExactly(PatientUnderTest.START.plus(LIMIT));
  }

  @Test
  void isToldHoweverMuchTheDeviceSaidOfItselfBeforeAnybodyLooked() {
    List<Rule> rules = new ArrayList<>(RuleCatalogue.defaults());
    rules.add(glucose());
    PatientUnderTest patient = heard("glucose-cgm", rules.toArray(Rule[]::new));
    for (int i = 0; i < 90; i++) {
      patient.now = patient.now.plus(MINUTE);
      patient.status(PatientUnderTest.DEVICE, State.ONLINE, 80);
    }
    patient.pass(Duration.ZERO);

    assertThat(of("M-1", patient))
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED);
    for (int i = 0; i < 90; i++) {
      patient.pass(MINUTE);
      patient.status(PatientUnderTest.DEVICE, State.ONLINE, 80);
    }
    assertThat(of("M-1", patient)).hasSize(1);
    patient.reads("glucose-cgm", 110);
    assertThat(of("M-1", patient))
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.CLEARED);
  }

  @Test
  void oneMetricMayBeMissingMoreAndMoreSeverely() {
    PatientUnderTest patient =
        heard(
            "glucose-cgm",
            glucose(),
            rule("M-2", "glucose-cgm", Duration.ofHours(2), Severity.MEDIUM, ""));
    patient.pass(Duration.ofHours(2).minus(MILLI));
    assertThat(patient.judged()).hasSize(1);
    patient.sendProfile();
    patient.pass(MILLI);
    assertThat(patient.judged())
        .extracting(AlertTransition::ruleId, AlertTransition::cause)
        .containsExactly(tuple("M-1", Cause.CONFIRMED), tuple("M-2", Cause.WORSENED));
    patient.reads("glucose-cgm", 110);
    assertThat(patient.judged()).hasSize(3);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void whatElseTheRuleAsksForMustHold(boolean heartFailure, int alerts) {
    PatientUnderTest patient =
        new PatientUnderTest(
            List.of(
                rule(
                    "M-1",
                    "glucose-cgm",
                    LIMIT,
                    Severity.HIGH,
                    "\"requires\": [\"HEART_FAILURE\"]")));
    if (heartFailure) {
      patient.flags.add(ProfileFlag.HEART_FAILURE);
    }
    begins(patient, "glucose-cgm");
    patient.pass(LIMIT);
    assertThat(patient.judged()).hasSize(alerts);
  }

  @ParameterizedTest
  @CsvSource({"50, 1", "110, 0"})
  void aGateAsksWhatIsInForceOfThePatientThen(double glucose, int alerts) {
    List<Rule> rules = new ArrayList<>(RuleCatalogue.defaults());
    rules.add(
        rule(
            "M-1",
            "glucose-cgm",
            LIMIT,
            Severity.HIGH,
            "\"also\": [{\"metric\": \"alert-in-force\", \"condition\": \">= 4\","
                + " \"within\": \"PT1M\"}]"));
    PatientUnderTest patient = heard("glucose-cgm", rules.toArray(Rule[]::new));
    patient.pass(MINUTE);
    patient.reads("glucose-cgm", glucose);
    patient.pass(Duration.ofHours(1));
    // What the gate kept out is not judged again, whatever comes.
    patient.sendProfile();
    patient.pass(MINUTE);
    assertThat(of("M-1", patient)).hasSize(alerts);
  }

  @ParameterizedTest
  @CsvSource({"10", "90"})
  void aPatientsOwnMinutesHoldAndTheNextValueStillEndsIt(int minutes) {
    PatientUnderTest patient = new PatientUnderTest(List.of(glucose()));
    patient.limits.add(
        new PatientLimit(
            "M-1",
            true,
            (double) minutes,
            null,
            null,
            null,
            new UUID(1, 1),
            PatientUnderTest.START,
            "a test's",
            1));
    begins(patient, "glucose-cgm");
    patient.pass(Duration.ofMinutes(minutes).minus(MILLI));
    assertThat(patient.judged()).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.last().limitVersion()).isEqualTo(1);
    patient.reads("glucose-cgm", 110);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
  }

  @Test
  void aRuleThatComesLaterWaitsFromTheNextValueOnAndOneThatGoesEndsItsAlert() {
    RuleBook book = new RuleBook(List.of());
    PatientUnderTest patient = new PatientUnderTest(book);
    begins(patient, "glucose-cgm");
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
    book.accept(rule("M-9", "glucose-cgm", Duration.ofHours(3), Severity.ADVISORY, ""));
    patient.pass(MINUTE);
    patient.reads("glucose-cgm", 110);
    // One that is known to be awaited does not hide that of another rule.
    book.accept(glucose());
    patient.pass(MINUTE);
    patient.reads("glucose-cgm", 111);
    patient.pass(LIMIT.minus(MILLI));
    assertThat(patient.transitions).isEmpty();
    patient.pass(MILLI);
    assertThat(patient.last().ruleId()).isEqualTo("M-1");

    Instant later = patient.now.plus(Duration.ofDays(1));
    book.accept(glucose().as(2, later, "somebody", patient.now, "too many"));
    patient.pass(MINUTE);
    patient.reads("glucose-cgm", 112);
    assertThat(patient.last().cause()).isEqualTo(Cause.RULE_DISABLED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderInWhichValuesComeChangesNothing(long seed) {
    PatientUnderTest expected = heard("glucose-cgm", glucose());
    PatientUnderTest shuffled = heard("glucose-cgm", glucose());
    List<Integer> minutes =
        new ArrayList<>(IntStream.rangeClosed(1, 20).map(i -> i * 2).boxed().toList());
    for (int minute : minutes) {
      takes(expected, minute, Duration.ofMinutes(minute));
    }
    Collections.shuffle(minutes, new Random(seed));
    for (int minute : minutes) {
      takes(shuffled, minute, Duration.ofMinutes(40));
    }
    expected.now = shuffled.now;
    for (PatientUnderTest patient : List.of(expected, shuffled)) {
      patient.pass(Duration.ofHours(2));
      assertThat(patient.last().onset())
          .isEqualTo(PatientUnderTest.START.plus(Duration.ofMinutes(40)).plus(LIMIT));
    }

    assertThat(shuffled.transitions).isEqualTo(expected.transitions).hasSize(1);
  }

  private static void takes(PatientUnderTest patient, int minute, Duration at) {
    patient.now = PatientUnderTest.START.plus(at);
    Instant measured = PatientUnderTest.START.plus(Duration.ofMinutes(minute));
    patient.takes(patient.reading("glucose-cgm", 100 + minute, measured));
  }

  private static void sends(PatientUnderTest patient, String device) {
    patient.takes(
        new Reading(
            PatientUnderTest.PATIENT,
            new DeviceId(device),
            MetricCatalogue.standard().metric("glucose-cgm"),
            111,
            patient.now,
            null,
            null,
            patient.now,
            null,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            patient.interval));
  }

  private static List<AlertTransition> of(String rule, PatientUnderTest patient) {
    return patient.judged().stream().filter(one -> one.ruleId().equals(rule)).toList();
  }

  private static PatientUnderTest heard(String metric, Rule... rules) {
    PatientUnderTest patient = new PatientUnderTest(List.of(rules));
    begins(patient, metric);
    return patient;
  }

  private static void begins(PatientUnderTest patient, String metric) {
    patient.sendProfile();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 0));
    patient.reads(metric, 60);
  }

  private static Rule glucose() {
    return rule("M-1", "glucose-cgm", LIMIT, Severity.ADVISORY, "\"audience\": \"PATIENT_ONLY\"");
  }

  private static Rule rule(
      String id, String metric, Duration limit, Severity severity, String more) {
    String version = more.contains("\"version\"") ? "" : "\"version\": 1,";
    return RuleReader.read(
            """
            [{"id": "%s", %s "family": "m", "metric": "%s", "missingFor": "%s", "severity": "%s",
              %s "reason": "a test's", "source": "test"}]
            """
                .formatted(id, version, metric, limit, severity, more.isEmpty() ? "" : more + ","),
            "a clinician",
            Instant.EPOCH)
        .get(0);
  }
}
