package vigie.api.notify;

import org.jspecify.annotations.Nullable;
import vigie.alert.Notification;
import vigie.api.access.PatientRights;
import vigie.api.alert.AlertSight;
import vigie.api.alert.AlertView;

/**
 * Whether a message may still go out: between the decision to send it and an attempt, which may be
 * the last of several, the patient may have taken back what it rests on. Pure.
 */
final class Permission {
  private Permission() {}

  /**
   * Whether it may, by the rights as they stand.
   *
   * @param rights the patient's; null when there is no such patient (any more)
   */
  static boolean holds(Notification notification, @Nullable PatientRights rights) {
    if (notification.role() == Notification.Role.OPERATOR) {
      return true;
    }
    if (rights == null
        || !rights.consents().containsAll(AlertView.categories(notification.alert()))
        || AlertSight.masked(rights.unused(), notification.alert())) {
      return false;
    }
    return switch (notification.role()) {
      case TREATING_PHYSICIAN -> notification.recipient().equals(rights.treatingPhysician());
      case EMERGENCY_CONTACT -> notification.recipient().equals(rights.emergencyContact());
      case PATIENT, SUBSTITUTE, OPERATOR -> true;
    };
  }
}
