package vigie.api.alert;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.api.access.SyntheticPeople;

/**
 * How long an alert took, from the body to a person.
 *
 * @param device when the deciding reading was measured, by the device's clock; null for an alert
 *     that rests on no reading, such as silence
 * @param received when we received that reading; null with the one before
 * @param decided when this transition was decided
 * @param delivered when the first message of the alert was taken by a channel; null while none was,
 *     or where it is not known, as in live frames
 */
@Serdeable
public record AlertTimes(
    @Nullable Instant device,
    @Nullable Instant received,
    Instant decided,
    @Nullable Instant delivered) {

  /** Those of a transition. */
  public static AlertTimes of(AlertTransition transition, @Nullable Instant delivered) {
    List<Evidence> evidence = transition.evidence();
    Evidence deciding = evidence.isEmpty() ? null : evidence.get(evidence.size() - 1);
    return new AlertTimes(
        deciding == null ? null : deciding.effective(),
        deciding == null ? null : deciding.received(),
        transition.decidedAt(),
        delivered);
  }

  /**
   * Whether this notification tells how fast we are: somebody told at once of something that is
   * happening. A repeat, an escalation or a finding of the past is late by intent; the watchdog's
   * patient is nobody.
   */
  public static boolean disclosed(Notification notification) {
    return !SyntheticPeople.includes(notification.patient())
        && !notification.alert().retrospective()
        && switch (notification.reason()) {
          case FIRST, WORSENED, NO_PHYSICIAN, OFF_DUTY -> true;
          case LAPSED,
              REPEATED,
              NOT_CONFIRMED,
              NOT_ACKNOWLEDGED,
              DELIVERY_FAILED,
              DECLINED,
              NO_RECIPIENT,
              EXHAUSTED ->
              false;
        };
  }
}
