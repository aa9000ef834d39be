package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;

/** Answers and deliveries that are read before the readings that made their alert. */
class WaitingCommandTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final UUID ALERT =
      AlertTransition.alertId(PatientUnderTest.PATIENT, "heart-rate-high", PatientUnderTest.START);

  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  @Tag("C-57")
  void anAlertThatWasAnsweredBeforeItCameAgainNeverEscalates() {
    answeredAfter(Duration.ofMinutes(4));
    patient.readsEvery(MINUTE, "heart-rate", 155, 155, 155, 155);
    patient.pass(MINUTE);

    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    patient.pass(Duration.ofMinutes(20));
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
    assertThat(patient.unknownCommands()).isZero();
  }

  @Test
  void theAnswerCountsAsOfWhenItWasGivenSoWhatWorsenedBeforeIsAnsweredToo() {
    answeredAfter(Duration.ofMinutes(20));
    for (int minute = 0; minute < 12; minute++) {
      patient.reads("heart-rate", 135);
      patient.pass(MINUTE);
    }
    assertThat(patient.last().severity()).isEqualTo(Severity.HIGH);
    patient.readsEvery(MINUTE, "heart-rate", 155, 155, 155, 155);
    assertThat(patient.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACTIVE);

    patient.pass(Duration.ofMinutes(6));

    assertThat(patient.transitions)
        .filteredOn(transition -> transition.cause() == Cause.ACKNOWLEDGED)
        .singleElement()
        .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.CRITICAL));
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
  }

  @Test
  void anAnswerToAnAlertThatNeverComesIsGivenUpAfterAnHour() {
    answeredAfter(Duration.ZERO);
    assertThat(patient.wakeAt()).isEqualTo(patient.now.plus(HOUR).toEpochMilli());

    patient.pass(HOUR);

    assertThat(patient.memory.waiting()).isEmpty();
    assertThat(patient.unknownCommands()).isOne();
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void noMoreThanSixteenWait() {
    for (int i = 0; i < 20; i++) {
      patient.acknowledges(new UUID(7, i));
    }
    assertThat(patient.memory.waiting()).hasSize(16);
    assertThat(patient.unknownCommands()).isEqualTo(4);
  }

  @Test
  void nothingWaitsOfAnErasedPatient() {
    answeredAfter(Duration.ZERO);
    patient.erase();
    assertThat(patient.memory.waiting()).isEmpty();
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aFailedDeliveryReadBeforeItsAlertMovesOnAtOnceWhenTheAlertIsThere() {
    deliveredBefore(Delivery.Outcome.FAILED);

    patient.reads("fall", 1);
    patient.pass(MINUTE);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.FIRST);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
    patient.pass(Duration.ofSeconds(2));

    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.DELIVERY_FAILED);
    assertThat(patient.memory.waiting()).isEmpty();
  }

  @Test
  void aDeliveryReadBeforeItsAlertCountsForAFailureThatIsReadLater() {
    Notification told = deliveredBefore(Delivery.Outcome.DELIVERED);

    patient.reads("fall", 1);
    patient.pass(MINUTE.plusSeconds(2));
    patient.delivery(told, Delivery.Channel.MAIL, Delivery.Outcome.FAILED);

    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"RETRYING", "ABANDONED"})
  void aDeliveryOfWhichNothingFollowsDoesNotWait(Delivery.Outcome outcome) {
    deliveredBefore(outcome);
    assertThat(patient.memory.waiting()).isEmpty();
  }

  @Test
  void deliveriesTakeNoCommandsPlaceAndAreNoUnknownCommands() {
    for (int i = 0; i < 20; i++) {
      deliveredBefore(Delivery.Outcome.DELIVERED);
    }
    patient.acknowledges(ALERT);
    assertThat(patient.memory.waiting()).hasSize(17);

    patient.pass(HOUR.plus(MINUTE).plus(MINUTE));

    assertThat(patient.memory.waiting()).isEmpty();
    assertThat(patient.unknownCommands()).isOne();
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void noDeliveryWaitsOfAnErasedPatient() {
    patient.erase();
    deliveredBefore(Delivery.Outcome.FAILED);
    assertThat(patient.memory.waiting()).isEmpty();
  }

  /** What became of the physician's message about a fall, read now; it is of a minute later. */
  private Notification deliveredBefore(Delivery.Outcome outcome) {
    PatientUnderTest before = PatientUnderTest.known();
    before.reads("fall", 1);
    before.pass(MINUTE);
    Notification told = before.lastTo(Role.TREATING_PHYSICIAN);
    Instant now = patient.now;
    patient.now = before.now.plusSeconds(1);
    patient.delivery(told, Delivery.Channel.MAIL, outcome);
    patient.now = now;
    return told;
  }

  /** The command is read now, and was given later than what is read next. */
  private void answeredAfter(Duration time) {
    Instant now = patient.now;
    patient.now = now.plus(time);
    assertThat(patient.acknowledges(ALERT)).isFalse();
    patient.now = now;
  }
}
