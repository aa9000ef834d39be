package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertCommand;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.Severity;

/** Whom an alert is told to, where scenarios would not show the detail. */
class AlertRouteTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void mediumAlertsAreToldToThePatientAlone() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 115);
      patient.pass(MINUTE);
    }
    assertThat(patient.last().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(patient.notifications).extracting(Notification::role).containsExactly(Role.PATIENT);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @Tag("C-57")
  void highWaitsAnHourForThePhysician() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 135);
      patient.pass(MINUTE);
    }
    patient.pass(Duration.ofMinutes(58));
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
    patient.pass(MINUTE);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.NOT_ACKNOWLEDGED);
    assertThat(patient.told(Role.TREATING_PHYSICIAN))
        .containsExactly(
            Reason.FIRST, Reason.REPEATED, Reason.REPEATED, Reason.REPEATED, Reason.REPEATED);
  }

  // After a crash the engine decides again what it had decided, later and with fewer repeats
  // before.
  @Test
  @Tag("C-55")
  void aMessageDecidedAgainAfterAnOutageIsTheSameMessage() {
    PatientUnderTest asleep = PatientUnderTest.known();
    for (PatientUnderTest one : List.of(patient, asleep)) {
      one.readsEvery(MINUTE, "heart-rate", 155, 155, 155, 155);
    }
    patient.pass(Duration.ofMinutes(5));
    asleep.sleeps(Duration.ofMinutes(6));

    Notification escalation = patient.lastTo(Role.EMERGENCY_CONTACT);
    Notification again = asleep.lastTo(Role.EMERGENCY_CONTACT);
    assertThat(again.step()).isLessThan(escalation.step());
    assertThat(again.id()).isEqualTo(escalation.id());
  }

  @Test
  void aLapsedAnswerBeginsAnotherRoundOfMessages() {
    patient.readsEvery(MINUTE, "heart-rate", 155, 155, 155, 155);
    patient.acknowledges(patient.last().alert());
    patient.pass(Duration.ofHours(1));

    assertThat(patient.told(Role.TREATING_PHYSICIAN)).contains(Reason.FIRST, Reason.LAPSED);
    assertThat(patient.notifications).extracting(Notification::id).doesNotHaveDuplicates();
  }

  @Test
  void aFailedDeliveryMovesOnAtOnce() {
    fallToldToPhysician();
    Notification told = patient.lastTo(Role.TREATING_PHYSICIAN);
    patient.delivery(told, Delivery.Channel.MAIL, Delivery.Outcome.RETRYING);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
    patient.delivery(told, Delivery.Channel.MAIL, Delivery.Outcome.FAILED);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.DELIVERY_FAILED);
    patient.pass(Duration.ofHours(2));
    assertThat(patient.told(Role.EMERGENCY_CONTACT))
        .containsExactly(Reason.DELIVERY_FAILED, Reason.REPEATED);
  }

  @Test
  void oneWayThatReachesThePhysicianIsEnough() {
    fallToldToPhysician();
    Notification told = patient.lastTo(Role.TREATING_PHYSICIAN);
    patient.delivery(told, Delivery.Channel.WEBHOOK, Delivery.Outcome.DELIVERED);
    patient.delivery(told, Delivery.Channel.MAIL, Delivery.Outcome.FAILED);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).isEmpty();
  }

  @Test
  void aStreamThatHadTheMessageSparesNobodyTheNextTurn() {
    fallToldToPhysician();
    Notification told = patient.lastTo(Role.TREATING_PHYSICIAN);
    patient.delivery(told, Delivery.Channel.SSE, Delivery.Outcome.DELIVERED);
    patient.delivery(told, Delivery.Channel.MAIL, Delivery.Outcome.FAILED);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.DELIVERY_FAILED);
  }

  @Test
  void aPatientWithoutAnyWayIsNotTriedAgain() {
    patient.reads("fall", 1);
    patient.delivery(patient.lastTo(Role.PATIENT), Delivery.Channel.NONE, Delivery.Outcome.FAILED);
    patient.pass(Duration.ofHours(1));
    assertThat(patient.told(Role.PATIENT)).containsExactly(Reason.FIRST);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).hasSizeGreaterThan(10);
  }

  @Test
  void anAlertForThePatientAloneIsAnsweredByThePatient() {
    patient.interval = Duration.ofMinutes(5);
    patient.readsEvery(Duration.ofMinutes(5), "glucose-cgm", 75, 68, 66);
    assertThat(patient.last().ruleId()).isEqualTo("GL-2");
    patient.confirms(patient.last().alert());
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
    assertThat(patient.last().actor()).isEqualTo(PatientUnderTest.PATIENT.value());
    patient.pass(Duration.ofMinutes(59));
    assertThat(patient.told(Role.PATIENT)).containsExactly(Reason.FIRST);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).isEmpty();
  }

  @Test
  void answeringTwiceIsAnsweringOnce() {
    fallToldToPhysician();
    UUID alert = patient.last().alert();
    for (int i = 0; i < 2; i++) {
      patient.confirms(alert);
      patient.does(AlertCommand.Kind.CANNOT, alert, PatientUnderTest.PHYSICIAN);
    }
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.SEEN_BY_PATIENT, Cause.CANNOT, Cause.ESCALATED);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.DECLINED);
  }

  @Test
  void aWorseAlertEndsAPauseAndAsksEverybodyAnew() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 135);
      patient.pass(MINUTE);
    }
    patient.pauses(patient.last().alert(), Duration.ofHours(1));
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    assertThat(patient.told(Role.TREATING_PHYSICIAN))
        .containsExactly(Reason.FIRST, Reason.WORSENED);
  }

  @Test
  void whatWasRepeatedForHalfAnHourIsRepeatedEverMoreSlowly() {
    fallToldToPhysician();
    patient.pass(Duration.ofMinutes(30));
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).hasSize(16);
    patient.pass(Duration.ofMinutes(60));
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).hasSizeBetween(19, 22);
  }

  @Test
  @Tag("C-57")
  void everyNotificationHasItsOwnId() {
    fallToldToPhysician();
    patient.pass(Duration.ofHours(5));
    assertThat(patient.notifications).extracting(Notification::id).doesNotHaveDuplicates();
    assertThat(patient.lastTo(Role.OPERATOR).reason()).isEqualTo(Reason.EXHAUSTED);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void withNobodyToTellAnOperatorIsTold() {
    patient.physician = null;
    patient.contact = null;
    patient.sendProfile();
    fallToldToPhysician();
    assertThat(patient.notifications)
        .extracting(Notification::role)
        .containsExactly(Role.PATIENT, Role.OPERATOR);
    assertThat(patient.lastTo(Role.OPERATOR).reason()).isEqualTo(Reason.NO_RECIPIENT);
    assertThat(patient.withoutRecipient()).isEqualTo(1);
  }

  @Test
  void whatWasAcknowledgedAsMilderThanToldAsksAnewWhenItIsAsSevereAgain() {
    patient.readsEvery(MINUTE, "heart-rate", 38, 38, 38, 38, 38, 38, 38, 38, 38, 38, 38);
    patient.pass(MINUTE);
    patient.readsEvery(MINUTE, "heart-rate", 30, 30, 30);
    assertThat(patient.last().severity()).isEqualTo(Severity.CRITICAL);
    patient.takes(patient.reading("heart-rate", 38, patient.now.minusSeconds(90)));
    assertThat(patient.last().severity()).isEqualTo(Severity.HIGH);
    patient.acknowledges(patient.last().alert());
    patient.pass(MINUTE);
    patient.reads("heart-rate", 30);
    assertThat(patient.last().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(patient.told(Role.TREATING_PHYSICIAN))
        .containsExactly(Reason.FIRST, Reason.WORSENED, Reason.WORSENED);
    assertThat(patient.wakeAt()).isLessThan(Long.MAX_VALUE);
  }

  @Test
  void anAlertThatWasTakenBackAndHadACauseAfterAllIsToldOfByOtherNotifications() {
    patient.interval = Duration.ofMinutes(5);
    patient.readsEvery(Duration.ofMinutes(5), "glucose-cgm", 115, 97, 105, 60);
    UUID alert = patient.last().alert();
    patient.takes(patient.reading("glucose-cgm", 78, patient.now.minusSeconds(180)));
    assertThat(patient.last().alert()).isNotEqualTo(alert);
    patient.takes(patient.reading("glucose-cgm", 130, patient.now.minusSeconds(360)));
    patient.takes(patient.reading("glucose-cgm", 130, patient.now.minusSeconds(330)));
    assertThat(patient.last().alert()).isEqualTo(alert);
    assertThat(patient.told(Role.PATIENT)).containsExactly(Reason.FIRST, Reason.FIRST);
    assertThat(patient.notifications).extracting(Notification::id).doesNotHaveDuplicates();
    patient.confirms(alert);
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
  }

  @Test
  void whoseTurnCameWhileTheJobWasAwayForHoursIsToldBeforeTheRouteIsOver() {
    fallToldToPhysician();
    patient.sleeps(Duration.ofHours(5));
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.NOT_ACKNOWLEDGED);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.FIRST);
    assertThat(patient.lastTo(Role.OPERATOR).reason()).isEqualTo(Reason.EXHAUSTED);
  }

  @Test
  void withdrawnConsentCancelsWhatWasToCome() {
    patient.reads("fall", 1);
    patient.consents = Set.of();
    patient.sendProfile();
    assertThat(patient.last().cause()).isEqualTo(Cause.CONSENT_WITHDRAWN);
    patient.pass(Duration.ofHours(2));
    assertThat(patient.notifications).hasSize(1);
    assertThat(patient.memory.watched()).isEmpty();
  }

  /** A fall that the patient does not take back. */
  private void fallToldToPhysician() {
    patient.reads("fall", 1);
    patient.pass(MINUTE);
  }
}
