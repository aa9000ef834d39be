package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertCommand;
import vigie.alert.AlertState;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification.Role;
import vigie.alert.Reach;

/** The states of {@code clinical.md} 5.1, as readers see them. */
class AlertStateTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final PatientUnderTest patient = PatientUnderTest.known();

  @Test
  void theWholeLifeIsVisible() {
    critical(patient);
    UUID alert = patient.last().alert();
    assertThat(patient.last().state()).isEqualTo(AlertState.ACTIVE);

    patient.pass(Duration.ofMinutes(5));
    assertStands(Cause.ESCALATED, AlertState.ESCALATED);
    patient.pauses(alert, Duration.ofMinutes(10));
    assertStands(Cause.PAUSED, AlertState.PAUSED);
    assertThat(patient.last().pausedUntil()).isEqualTo(patient.now.plus(Duration.ofMinutes(10)));
    patient.pass(Duration.ofMinutes(10));
    assertStands(Cause.RESUMED, AlertState.ESCALATED);
    assertThat(patient.last().pausedUntil()).isNull();

    patient.pass(Duration.ofHours(4));
    assertStands(Cause.EXHAUSTED, AlertState.ERROR);
    patient.confirms(alert);
    assertStands(Cause.SEEN_BY_PATIENT, AlertState.ERROR);

    patient.acknowledges(alert);
    assertStands(Cause.ACKNOWLEDGED, AlertState.ACKNOWLEDGED);
    patient.readsEvery(MINUTE, "heart-rate", 80, 80, 80, 80, 80, 80);
    assertStands(Cause.CLEARED, AlertState.RESOLVED);
    assertThat(patient.transitions).extracting(AlertTransition::alert).containsOnly(alert);
  }

  @Test
  void whatIsOverAndUnansweredIsLatchedUntilItEscalates() {
    high();
    patient.readsEvery(MINUTE, "heart-rate", 80, 80, 80, 80, 80, 80, 80, 80, 80, 80, 80);
    assertStands(Cause.CLEARED, AlertState.LATCHED);
    patient.pass(Duration.ofHours(1));
    assertStands(Cause.ESCALATED, AlertState.ESCALATED);
  }

  @Test
  void withNobodyToTellTheAlertIsAnErrorAtOnce() {
    patient.physician = null;
    patient.contact = null;
    patient.sendProfile();
    critical(patient);

    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.NO_RECIPIENT);
    assertThat(patient.last().state()).isEqualTo(AlertState.ERROR);
    patient.pass(Duration.ofHours(3));
    assertThat(patient.last().cause()).isEqualTo(Cause.NO_RECIPIENT);
  }

  @Test
  void withoutAPhysicianTheContactsTurnIsAnEscalation() {
    patient.physician = null;
    patient.sendProfile();
    critical(patient);

    assertThat(patient.told(Role.EMERGENCY_CONTACT)).hasSize(1);
    assertStands(Cause.ESCALATED, AlertState.ESCALATED);
  }

  @Test
  void eachStepThatBeginsIsToldOnceHoweverOftenItsMessageIsRepeated() {
    critical(patient);
    patient.delivery(
        patient.lastTo(Role.TREATING_PHYSICIAN), Delivery.Channel.MAIL, Delivery.Outcome.FAILED);
    patient.pass(Duration.ofHours(1));

    assertThat(patient.told(Role.EMERGENCY_CONTACT)).hasSize(2);
    assertThat(patient.transitions)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.ESCALATED);
  }

  @Test
  void aWorseAlertIsActiveAgainAndEscalatesAnew() {
    high();
    patient.does(AlertCommand.Kind.REJECT, patient.last().alert(), PatientUnderTest.PHYSICIAN);
    assertStands(Cause.ESCALATED, AlertState.ESCALATED);
    patient.readsEvery(MINUTE, "heart-rate", 160, 160, 160, 160);
    assertThat(patient.last().cause()).isEqualTo(Cause.WORSENED);
    assertThat(patient.last().state()).isEqualTo(AlertState.ACTIVE);
    patient.pass(Duration.ofMinutes(5));
    assertStands(Cause.ESCALATED, AlertState.ESCALATED);
  }

  @Test
  void anAlertWhoseOnsetALateReadingMovesStaysEscalated() {
    critical(patient);
    UUID alert = patient.last().alert();
    patient.pass(Duration.ofMinutes(5));
    patient.takes(patient.reading("heart-rate", 160, PatientUnderTest.START.minusSeconds(60)));

    assertThat(patient.last().alert()).isNotEqualTo(alert);
    assertThat(patient.last().state()).isEqualTo(AlertState.ESCALATED);
  }

  // After a crash the engine decides again what it had decided, perhaps later.
  @Test
  @Tag("C-55")
  void whatIsDecidedAgainAfterAnOutageIsTheSameAlertInTheSameState() {
    PatientUnderTest asleep = PatientUnderTest.known();
    critical(patient);
    critical(asleep);
    patient.pass(Duration.ofMinutes(5));
    patient.pass(MINUTE);
    asleep.sleeps(Duration.ofMinutes(6));

    assertThat(states(asleep)).isEqualTo(states(patient));
  }

  @Test
  void aRouteThatHasOnlyBegunHasReachedTheFirst() {
    critical(patient);

    assertThat(patient.transitions).extracting(AlertTransition::reach).containsOnly(Reach.FIRST);
  }

  private static List<String> states(PatientUnderTest patient) {
    return patient.transitions.stream()
        .map(t -> t.alert() + " " + t.sequence() + " " + t.cause() + " " + t.state())
        .toList();
  }

  private void assertStands(Cause cause, AlertState state) {
    assertThat(patient.last().cause()).isEqualTo(cause);
    assertThat(patient.last().state()).isEqualTo(state);
  }

  private void high() {
    for (int i = 0; i <= 10; i++) {
      patient.reads("heart-rate", 135);
      patient.pass(MINUTE);
    }
  }

  private static void critical(PatientUnderTest patient) {
    patient.readsEvery(MINUTE, "heart-rate", 155, 155, 155, 155);
  }
}
