package vigie.api.notify;

import java.util.Map;
import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.reading.MetricCatalogue;

/** What an operator is told: who or what to look after, and no health data (C-29). Pure. */
final class OperatorText {
  private OperatorText() {}

  static MessageText.Text of(Notification notification, Words words) {
    AlertTransition alert = notification.alert();
    String patient = notification.patient().toString();
    return isAboutDevice(alert)
        ? words.message(
            MessageKind.OPERATOR_DEVICE,
            Map.of("device", device(alert), "patient", patient, "alert", alert.alert().toString()))
        : words.message(
            MessageKind.OPERATOR_UNANSWERED,
            Map.of(
                "exhausted",
                notification.reason() == Notification.Reason.EXHAUSTED,
                "patient",
                patient,
                "alert",
                alert.alert().toString()));
  }

  /** Whether the alert is about a device. */
  static boolean isAboutDevice(AlertTransition alert) {
    return MetricCatalogue.standard().metric(alert.metric()).technical();
  }

  /** The device, by the family of the alert. */
  static String device(AlertTransition alert) {
    return alert.family().substring(alert.family().indexOf('/') + 1);
  }
}
