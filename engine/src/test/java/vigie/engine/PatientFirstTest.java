package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.Cause;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Notification.Reason;
import vigie.alert.Notification.Role;
import vigie.alert.RuleCatalogue;

/** A low of a glucose sensor: the patient at once, others after 15 minutes if it lasts (GL-1). */
@Tag("C-56")
@Tag("C-57")
class PatientFirstTest {
  private static final Duration FIVE = Duration.ofMinutes(5);
  private final PatientUnderTest patient =
      new PatientUnderTest(
          RuleCatalogue.defaults().stream()
              .filter(rule -> rule.family().equals("glucose-low"))
              .toList());

  @BeforeEach
  void known() {
    patient.interval = FIVE;
    patient.sendProfile();
  }

  // A sensor's values, five minutes apart; after how many minutes others are told; empty for never.
  @ParameterizedTest
  @CsvSource({
    "53 52 51 50 49 48, 15, it lasts",
    "53, 15, the sensor is heard no more",
    "53 58 60 62 64 66, 15, nothing shows that it is over",
    "53 53 53 53 72 75 78 80 82, 15, others knew before it was over",
    "53 72 75 78 80 82 84, , over by the time that others would be told",
    "53 58 72 75 78 80 82 84, , about to be over at that time",
    "53 72 75 78 69 66 64, 21, it was to be over and is not",
    "53 72 75 78 53 52 51, 21, it was to be over and is back",
    "53 72, 30, about to be over when the sensor is heard no more",
    "53 72 75, 30, about to be over when the sensor is heard no more"
  })
  void othersAreToldWhenItLasts(String values, Long minutes, String why) {
    sensor(values);
    patient.pass(Duration.ofHours(2));

    assertThat(firstTold(Role.PATIENT)).isEqualTo(List.of(0L));
    List<Long> expected = minutes == null ? List.of() : List.of(minutes);
    assertThat(firstTold(Role.TREATING_PHYSICIAN)).as(why).isEqualTo(expected);
  }

  @Test
  void whatThePatientHasSeenIsToldToOthersAllTheSame() {
    sensor("53");
    patient.confirms(patient.last().alert());
    patient.pass(FIVE);
    sensor("52 51 50");

    assertThat(patient.told(Role.PATIENT)).containsExactly(Reason.FIRST);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.NOT_CONFIRMED);
  }

  @Test
  void aDipThatIsOverTellsThePatientNothingMoreAndAnotherBeginsAnew() {
    sensor("53 72 75 78 80");
    assertThat(patient.last().phase()).isEqualTo(AlertPhase.LATCHED);
    int told = patient.notifications.size();
    patient.pass(Duration.ofHours(1));
    assertThat(patient.notifications).hasSize(told);
    assertThat(patient.wakeAt()).isEqualTo(Long.MAX_VALUE);

    sensor("53 52 51 50");

    assertThat(patient.transitions).extracting(t -> t.cause()).contains(Cause.RECURRED);
    assertThat(patient.notifications.get(told).role()).isEqualTo(Role.PATIENT);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).hasSize(1);
  }

  @Test
  void whatIsTooLowToWaitIsToldToOthersAtOnceByItsOwnRule() {
    sensor("53 39");

    assertThat(patient.last().cause()).isEqualTo(Cause.WORSENED);
    assertThat(patient.last().ruleId()).isEqualTo("GL-1c");
    assertThat(patient.last().value()).isEqualTo(39);
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.FIRST);
    patient.pass(FIVE);
    assertThat(patient.told(Role.EMERGENCY_CONTACT)).containsExactly(Reason.NOT_ACKNOWLEDGED);
  }

  @Test
  void aFingerStickIsToldToAllAtOnce() {
    sensor("53");
    patient.pass(Duration.ofMinutes(1));
    patient.reads("glucose", 52);

    assertThat(patient.last().ruleId()).isEqualTo("GL-1a");
    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.FIRST);
  }

  @Test
  void whatCouldNotBeDeliveredToThePatientIsTheNextOnesAtOnce() {
    sensor("53");
    patient.delivery(patient.lastTo(Role.PATIENT), Delivery.Channel.NONE, Delivery.Outcome.FAILED);

    assertThat(patient.told(Role.TREATING_PHYSICIAN)).containsExactly(Reason.DELIVERY_FAILED);
  }

  private void sensor(String values) {
    String[] each = values.split(" ", -1);
    for (int i = 0; i < each.length; i++) {
      if (i > 0) {
        patient.pass(FIVE);
      }
      patient.reads("glucose-cgm", Double.parseDouble(each[i]));
    }
  }

  /** Minutes after the beginning at which this role was first told; none when it never was. */
  private List<Long> firstTold(Role role) {
    return patient.notifications.stream()
        .filter(notification -> notification.role() == role)
        .map(Notification::decidedAt)
        .map(at -> Duration.between(PatientUnderTest.START, at).toMinutes())
        .limit(1)
        .toList();
  }
}
