package vigie.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vigie.Keyed128;
import vigie.alert.AlertCommand;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.engine.AlertInput;
import vigie.reading.Category;

/** After a failure inputs are read again: what follows is what followed before. */
class ReplayTest {
  private static final Instant START = OnePatient.START;
  private static final Instant ALARM = START.plus(Duration.ofMinutes(3));
  private final AlertHarness harness = new AlertHarness();

  private record Appended(Instant at, AlertInput input) {}

  ReplayTest() throws Exception {
    harness.at(START);
    harness.process(AlertInput.of(OnePatient.profile(1, EnumSet.allOf(Category.class))));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatIsReadAgainIsDecidedAsBeforeTimersAmongIt() throws Exception {
    OperatorSubtaskState checkpoint = harness.checkpoint();
    List<Appended> inputs = new ArrayList<>(tachycardia());
    readAtOnce(inputs);
    // The first repetition and the emergency contact come before the answer, a lapse after it.
    harness.at(ALARM.plus(Duration.ofMinutes(6)));
    Appended answer = new Appended(ALARM.plus(Duration.ofMinutes(6)), acknowledges());
    readAtOnce(List.of(answer));
    harness.at(ALARM.plus(Duration.ofMinutes(40)));
    inputs.add(answer);
    List<AlertTransition> alerts = List.copyOf(harness.alerts());
    List<Notification> told = List.copyOf(harness.notifications());
    assertThat(alerts)
        .extracting(AlertTransition::cause)
        .containsExactly(Cause.CONFIRMED, Cause.ESCALATED, Cause.ACKNOWLEDGED, Cause.LAPSED);

    harness.restoredAt(ALARM.plus(Duration.ofMinutes(40)), checkpoint);
    for (Appended again : inputs) {
      harness.process(again.input, again.at);
    }
    harness.at(ALARM.plus(Duration.ofMinutes(40)).plusMillis(CatchUp.LEAST_MILLIS));

    assertThat(harness.alerts()).isEqualTo(alerts);
    // Repetitions that others have overtaken are not sent again.
    assertThat(told).containsAll(harness.notifications());
    assertThat(harness.notifications())
        .filteredOn(one -> one.reason() != Notification.Reason.REPEATED)
        .isEqualTo(
            told.stream().filter(one -> one.reason() != Notification.Reason.REPEATED).toList());
  }

  @Test
  void whoeverWasNotToldForAnHourIsToldOnce() throws Exception {
    readAtOnce(tachycardia());

    harness.restoredAt(ALARM.plus(Duration.ofMinutes(60)));
    assertThat(harness.notifications()).isEmpty();
    harness.at(ALARM.plus(Duration.ofMinutes(60)).plusMillis(CatchUp.LEAST_MILLIS));

    assertThat(harness.notifications())
        .extracting(Notification::role)
        .containsExactlyInAnyOrder(
            Notification.Role.PATIENT,
            Notification.Role.TREATING_PHYSICIAN,
            Notification.Role.EMERGENCY_CONTACT);
    assertThat(harness.timers()).isEqualTo(1);
  }

  @Test
  void anInputIsDecidedBehindWhatFellDueBeforeItWasAppended() throws Exception {
    readAtOnce(tachycardia());
    Instant contact = ALARM.plus(Duration.ofMinutes(5));
    AlertInput answer = acknowledges();

    harness.restoredAt(ALARM.plus(Duration.ofMinutes(60)));
    harness.process(answer, contact.plusMillis(1));

    assertThat(harness.notifications())
        .filteredOn(one -> one.role() == Notification.Role.EMERGENCY_CONTACT)
        .extracting(Notification::decidedAt)
        .containsExactly(contact);
    assertThat(harness.alerts())
        .extracting(AlertTransition::cause, AlertTransition::decidedAt)
        .containsExactly(
            tuple(Cause.ESCALATED, contact), tuple(Cause.ACKNOWLEDGED, contact.plusMillis(1)));
  }

  @Test
  void whoeverIsStillFarBehindWaitsButNotForLong() {
    CatchUp catchUp = new CatchUp(10_000);
    assertThat(catchUp.holdsBack(10_999)).isTrue();
    assertThat(catchUp.holdsBack(11_000)).isFalse();
    catchUp.read(9_900, 10_900);
    assertThat(catchUp.holdsBack(11_000)).isFalse();
    catchUp.read(5_000, 10_900);
    assertThat(catchUp.until()).isEqualTo(11_900);
    catchUp.read(5_000, 14_900);
    assertThat(catchUp.holdsBack(14_999)).isTrue();
    assertThat(catchUp.holdsBack(15_000)).isFalse();
    catchUp.read(5_000, 15_000);
    assertThat(catchUp.holdsBack(15_000)).isFalse();
  }

  private static List<Appended> tachycardia() {
    List<Appended> inputs = new ArrayList<>();
    for (int minute = 0; minute <= 3; minute++) {
      Instant at = START.plus(Duration.ofMinutes(minute));
      inputs.add(new Appended(at, AlertInput.of(OnePatient.reading("heart-rate", 155, at))));
    }
    return inputs;
  }

  private void readAtOnce(List<Appended> inputs) throws Exception {
    for (Appended one : inputs) {
      harness.at(one.at);
      harness.process(one.input, one.at);
    }
  }

  private AlertInput acknowledges() {
    AlertTransition alert = harness.alerts().get(0);
    return AlertInput.of(
        new AlertCommand(
            Keyed128.of("answer"),
            OnePatient.PATIENT,
            alert.alert(),
            AlertCommand.Kind.ACKNOWLEDGE,
            OnePatient.PHYSICIAN,
            ALARM.plus(Duration.ofMinutes(5)),
            ""));
  }
}
