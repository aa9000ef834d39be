package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.device.DeviceStatus.State;
import vigie.patient.ProfileFlag;
import vigie.reading.Category;
import vigie.reading.MetricCatalogue;

/** The technical rules of {@code clinical.md} 2.6. */
class DeviceRulesTest {
  private static final String OTHER = "cgm-1";

  @Test
  void everyTechnicalRuleIsOfSourceStByItsId() {
    assertThat(technical().map(Rule::id)).allMatch(id -> id.startsWith("TK-"));
    assertThat(technical().map(Rule::family)).allMatch(family -> family.startsWith("device-"));
  }

  @ParameterizedTest
  @CsvSource({
    "TK-3a, 20, 21, 26, 25, ADVISORY",
    "TK-3b, 10, 11, 16, 15, MEDIUM",
    "TK-3c,  5,  6, 11, 10, HIGH",
  })
  void theBatteryIsJudgedAtItsLimitAndClearsAboveIt(
      String id, int breach, int justNot, int clears, int doesNotClear, Severity severity) {
    PatientUnderTest patient = alone(id);
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, justNot);
    patient.pass(Duration.ofHours(1));
    assertThat(patient.transitions).isEmpty();

    patient.status(PatientUnderTest.DEVICE, State.ONLINE, breach);
    assertThat(patient.last().severity()).isEqualTo(severity);
    assertThat(patient.last().family()).isEqualTo("device-battery/" + PatientUnderTest.DEVICE);
    assertThat(patient.last().retrospective()).isFalse();
    patient.pass(Duration.ofHours(1));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, doesNotClear);
    assertThat(patient.transitions).hasSize(1);

    patient.pass(Duration.ofHours(1));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, clears);
    assertThat(patient.last().cause()).isEqualTo(Cause.CLEARED);
    // A technical alert never latches.
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
  }

  @Test
  void aChargingDeviceOpensNoAlertForItsBattery() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.CHARGING, 3);
    assertThat(patient.transitions).isEmpty();

    patient.pass(Duration.ofMinutes(1));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("TK-3c");
  }

  @Test
  void aStatusWithoutBatterySaysNothingOfIt() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    patient.pass(Duration.ofMinutes(1));
    patient.status(PatientUnderTest.DEVICE, State.OFFLINE, null);
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void eachDeviceHasAnAlertOfItsOwn() {
    PatientUnderTest patient = bound();
    patient.hears(new DeviceNews.Bound(OTHER, 300));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 9);
    patient.status(OTHER, State.ONLINE, 9);
    assertThat(patient.transitions)
        .extracting(AlertTransition::family)
        .containsExactly("device-battery/watch-1", "device-battery/cgm-1");
    assertThat(patient.transitions).extracting(AlertTransition::alert).doesNotHaveDuplicates();

    patient.hears(new DeviceNews.Unbound(OTHER));
    assertThat(patient.transitions)
        .extracting(AlertTransition::family, AlertTransition::phase)
        .endsWith(tuple("device-battery/cgm-1", AlertPhase.RESOLVED));
  }

  @Test
  void theSameStatusAgainSaysNothingNew() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void aPatientsConfirmationAnswersWhatIsThePatientsAlone() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    patient.confirms(patient.last().alert());
    assertThat(patient.last().cause()).isEqualTo(Cause.ACKNOWLEDGED);
  }

  @Test
  void technicalRulesStayOnForAChildAndWithoutAnyConsent() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.flags.add(ProfileFlag.CHILD);
    patient.consents = EnumSet.noneOf(Category.class);
    patient.sendProfile();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 4);
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("TK-3c");
  }

  @Test
  void aChangeOfConsentLeavesWhatIsAboutADevice() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 9);
    patient.consents = EnumSet.of(Category.SLEEP);
    patient.sendProfile();
    assertThat(patient.transitions).hasSize(1);
  }

  @Test
  void erasureEndsWhatIsAboutADeviceAndKeepsNothing() {
    PatientUnderTest patient = bound();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 9);
    patient.erase();
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.RESOLVED);
    assertThat(patient.memory.watched()).isEmpty();
  }

  @Test
  void whatIsNewOfADeviceOfNobodyKnownWaitsForTheProfileAnHour() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 9);
    patient.pass(Duration.ofMinutes(59));
    patient.sendProfile();
    assertThat(patient.transitions).extracting(AlertTransition::ruleId).containsExactly("TK-3b");

    PatientUnderTest stranger = new PatientUnderTest();
    stranger.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    stranger.pass(Duration.ofHours(1));
    assertThat(stranger.memory.watched()).isEmpty();
    assertThat(stranger.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aStatusOfADeviceThatNobodyBindsIsForgottenAfterAnHour() {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.status(PatientUnderTest.DEVICE, State.ONLINE, 9);
    patient.pass(Duration.ofHours(1));
    assertThat(patient.memory.watched()).isEmpty();
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void noReadingIsTakenForATechnicalSample() {
    PatientUnderTest patient = bound();
    assertThat(patient.reads("device-battery", 1)).isEqualTo(ReadingFate.NOT_WATCHED);
    assertThat(patient.transitions).isEmpty();
  }

  private static Stream<Rule> technical() {
    return RuleCatalogue.defaults().stream()
        .filter(rule -> MetricCatalogue.standard().metric(rule.metric()).technical());
  }

  /** A patient with a device of whom this rule alone is judged. */
  private static PatientUnderTest alone(String id) {
    PatientUnderTest patient =
        new PatientUnderTest(technical().filter(rule -> rule.id().equals(id)).toList());
    patient.sendProfile();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    return patient;
  }

  private static PatientUnderTest bound() {
    PatientUnderTest patient = PatientUnderTest.known();
    patient.hears(new DeviceNews.Bound(PatientUnderTest.DEVICE, 60));
    return patient;
  }
}
