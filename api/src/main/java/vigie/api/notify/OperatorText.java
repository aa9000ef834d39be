package vigie.api.notify;

import vigie.alert.AlertTransition;
import vigie.alert.Notification;
import vigie.reading.MetricCatalogue;

/** What an operator is told: who or what to look after, and no health data (C-29). Pure. */
final class OperatorText {
  private OperatorText() {}

  static MessageText.Text of(Notification notification, Words words) {
    return isAboutDevice(notification.alert())
        ? device(notification, words)
        : unanswered(notification, words);
  }

  /** Whether the alert is about a device. */
  static boolean isAboutDevice(AlertTransition alert) {
    return MetricCatalogue.standard().metric(alert.metric()).technical();
  }

  /** The device, by the family of the alert. */
  static String device(AlertTransition alert) {
    return alert.family().substring(alert.family().indexOf('/') + 1);
  }

  private static MessageText.Text device(Notification notification, Words words) {
    AlertTransition alert = notification.alert();
    String body =
        words.either(
            """
            Un appareil demande votre attention.
            Appareil : %s
            Patient : %s
            Alerte : %s
            """,
            """
            A device needs your attention.
            Device: %s
            Patient: %s
            Alert: %s
            """);
    return new MessageText.Text(
        words.either("Vigie : appareil à vérifier", "Vigie: device to check"),
        body.formatted(device(alert), notification.patient(), alert.alert()));
  }

  private static MessageText.Text unanswered(Notification notification, Words words) {
    boolean exhausted = notification.reason() == Notification.Reason.EXHAUSTED;
    String finding =
        exhausted
            ? words.either("Personne n'a répondu à une alerte.", "Nobody has answered an alert.")
            : words.either(
                "Personne ne peut être prévenu d'une alerte.", "Nobody can be told of an alert.");
    String body =
        words.either(
            """
            %s
            Alerte : %s
            Patient : %s
            Joignez son équipe de soins, ou vérifiez leurs adresses.
            """,
            """
            %s
            Alert: %s
            Patient: %s
            Reach the care team, or check their addresses.
            """);
    return new MessageText.Text(
        words.either("Vigie : alerte sans réponse", "Vigie: unanswered alert"),
        body.formatted(finding, notification.alert().alert(), notification.patient()));
  }
}
