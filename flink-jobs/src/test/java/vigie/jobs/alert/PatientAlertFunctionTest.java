package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.AlertInput;
import vigie.engine.PatientKey;
import vigie.reading.Category;

/** The shell: outputs, timers and state entries left, with time in the test's hand. */
class PatientAlertFunctionTest {
  private static final Instant START = OnePatient.START;
  private KeyedBroadcastOperatorTestHarness<PatientKey, AlertInput, Rule, AlertTransition> harness;

  PatientAlertFunctionTest() throws Exception {
    harness = AlertHarness.fresh();
  }

  @BeforeEach
  void open() throws Exception {
    harness.open();
    at(START);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anAlertIsToldToThePhysicianAndTheContactWaitsForATimer() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();

    assertThat(alerts()).extracting(AlertTransition::cause).containsExactly(Cause.CONFIRMED);
    assertThat(notifications())
        .extracting(Notification::role)
        .containsExactly(Notification.Role.PATIENT, Notification.Role.TREATING_PHYSICIAN);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

    at(START.plus(Duration.ofMinutes(8)));

    assertThat(notifications())
        .extracting(Notification::role)
        .endsWith(Notification.Role.EMERGENCY_CONTACT);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void acknowledgingLeavesATimerForTheTimeWhenItLapses() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();
    process(AlertInput.of(acknowledge(alerts().get(0).alert())));

    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    at(START.plus(Duration.ofMinutes(32)));
    assertThat(notifications()).hasSize(2);
    at(START.plus(Duration.ofMinutes(33)));
    assertThat(alerts()).extracting(AlertTransition::cause).endsWith(Cause.LAPSED);
  }

  @Test
  void aRestoredOperatorStillEscalates() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = AlertHarness.fresh();
    harness.initializeState(snapshot);
    harness.open();
    at(START.plus(Duration.ofMinutes(8)));
    // Inputs come first, had there been any.
    assertThat(notifications()).isEmpty();
    at(START.plus(Duration.ofMinutes(8)).plusMillis(CatchUp.LEAST_MILLIS));

    // What fell due meanwhile is told once.
    assertThat(notifications())
        .extracting(Notification::role, Notification::reason)
        .containsExactly(
            tuple(Notification.Role.PATIENT, Notification.Reason.REPEATED),
            tuple(Notification.Role.TREATING_PHYSICIAN, Notification.Reason.REPEATED),
            tuple(Notification.Role.EMERGENCY_CONTACT, Notification.Reason.NOT_ACKNOWLEDGED));
    process(AlertInput.of(acknowledge(notifications().get(0).alert().alert())));
    assertThat(alerts())
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.ESCALATED, Cause.ACKNOWLEDGED);
  }

  @Test
  void aRestoredOperatorKnowsTheRulesThatCameByTheirTopic() throws Exception {
    Rule sharper = sharper();
    harness.processBroadcastElement(sharper, 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = AlertHarness.fresh();
    harness.initializeState(snapshot);
    harness.open();
    at(START);

    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, START)));

    assertThat(alerts()).extracting(AlertTransition::ruleId).containsExactly("HR-1");
    assertThat(alerts()).extracting(AlertTransition::ruleVersion).containsExactly(2);
  }

  @Test
  void aChangedRuleJudgesTheNextReadingAndItsVersionStandsOnTheAlert() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, START)));
    assertThat(alerts()).isEmpty();

    harness.processBroadcastElement(sharper(), 0);
    process(AlertInput.of(OnePatient.reading("heart-rate", 91, START.plusSeconds(1))));

    assertThat(alerts())
        .extracting(
            AlertTransition::ruleId, AlertTransition::ruleVersion, AlertTransition::condition)
        .containsExactly(tuple("HR-1", 2, ">= 80"));
  }

  @Test
  void aRuleSwitchedOffEndsItsAlertAndComesOnAgainByItself() throws Exception {
    Instant on = START.plus(Duration.ofHours(1));
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    harness.processBroadcastElement(sharper(), 0);
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, START)));
    harness.processBroadcastElement(sharper().as(3, on, "an operator", START, "faulty"), 0);

    // No reading comes: the next time to tell somebody ends it.
    at(START.plus(Duration.ofMinutes(8)));
    assertThat(alerts())
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.RULE_DISABLED);
    assertThat(harness.numProcessingTimeTimers()).isZero();

    at(on.minusSeconds(1));
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, on.minusSeconds(1))));
    assertThat(alerts()).hasSize(2);
    at(on);
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, on)));
    assertThat(alerts()).extracting(AlertTransition::ruleVersion).containsExactly(2, 2, 3);
  }

  @Test
  void aNewerDefaultDoesNotReplaceAChangedRule() throws Exception {
    harness.processBroadcastElement(sharper(), 0);
    harness.processBroadcastElement(
        sharper().as(7, START.plus(Duration.ofDays(1)), RuleCatalogue.DEFAULT_AUTHOR, START, ""),
        0);
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    process(AlertInput.of(OnePatient.reading("heart-rate", 90, START)));

    assertThat(alerts()).extracting(AlertTransition::ruleVersion).containsExactly(2);
  }

  @Test
  void withdrawnConsentLeavesNoTimerAndOnlyTheProfile() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();
    process(AlertInput.of(OnePatient.profile(2, Set.of())));

    assertThat(alerts())
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.CONSENT_WITHDRAWN);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(stateEntries()).isEqualTo(1);
  }

  @Test
  @Tag("C-71")
  void anErasedPatientLeavesNothing() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();
    process(AlertInput.erasure(OnePatient.PATIENT));

    assertThat(alerts())
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.CONSENT_WITHDRAWN);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(stateEntries()).isZero();
  }

  @Test
  @Tag("C-71")
  void whatIsAppendedForAnErasedPatientAfterwardsLeadsToNothingAndGoesByItself() throws Exception {
    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
    tachycardia();
    process(AlertInput.erasure(OnePatient.PATIENT));
    int alerts = alerts().size();
    int notifications = notifications().size();

    tachycardia();

    assertThat(alerts()).hasSize(alerts);
    assertThat(notifications()).hasSize(notifications);
    at(START.plus(Duration.ofHours(2)));
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(stateEntries()).isZero();
  }

  @Test
  void readingsOfSomebodyUnknownAreForgottenAfterAWhile() throws Exception {
    tachycardia();
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

    at(START.plus(Duration.ofHours(2)));

    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(stateEntries()).isZero();
  }

  @Test
  void readingsThatCameBeforeTheProfileAreJudgedWhenItComes() throws Exception {
    tachycardia();
    assertThat(alerts()).isEmpty();

    process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));

    assertThat(alerts()).extracting(AlertTransition::cause).containsExactly(Cause.CONFIRMED);
    assertThat(notifications()).hasSize(2);
  }

  private void tachycardia() throws Exception {
    for (int minute = 0; minute <= 3; minute++) {
      Instant now = START.plus(Duration.ofMinutes(minute));
      at(now);
      process(AlertInput.of(OnePatient.reading("heart-rate", 155, now)));
    }
  }

  private static Rule sharper() {
    Rule rule =
        RuleCatalogue.defaults().stream()
            .filter(r -> r.id().equals("HR-1"))
            .findAny()
            .orElseThrow();
    return new Rule(
        rule.id(),
        2,
        rule.family(),
        rule.metric(),
        rule.condition().withLimit(80),
        Duration.ZERO,
        null,
        rule.clear(),
        rule.clearHold(),
        rule.severity(),
        rule.excludedContexts(),
        rule.requires(),
        rule.forbids(),
        rule.also(),
        rule.unless(),
        rule.during(),
        rule.audience(),
        "a clinician",
        rule.setAt(),
        "test",
        "test");
  }

  private static AlertCommand acknowledge(UUID alert) {
    return new AlertCommand(
        UUID.nameUUIDFromBytes(new byte[] {1}),
        OnePatient.PATIENT,
        alert,
        AlertCommand.Kind.ACKNOWLEDGE,
        OnePatient.PHYSICIAN,
        START.plus(Duration.ofMinutes(4)),
        "");
  }

  private void process(AlertInput input) throws Exception {
    harness.processElement(input, harness.getProcessingTime());
  }

  private void at(Instant time) throws Exception {
    harness.setProcessingTime(time.toEpochMilli());
  }

  private List<AlertTransition> alerts() {
    return harness.extractOutputValues();
  }

  private List<Notification> notifications() {
    var output = harness.getSideOutput(PatientAlertFunction.NOTIFICATIONS);
    return output == null ? List.of() : output.stream().map(r -> r.getValue()).toList();
  }

  private int stateEntries() {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    return ((HeapKeyedStateBackend<?>) (Object) operator.getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}
