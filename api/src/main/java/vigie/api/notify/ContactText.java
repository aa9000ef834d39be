package vigie.api.notify;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.access.ContactLevel;
import vigie.api.alert.AlertView;
import vigie.reading.MetricCatalogue;

/**
 * What an emergency contact is told: to act (clinical note 5.2), and of the alert only as much as
 * the patient opened to them. Pure.
 */
final class ContactText {
  private ContactText() {}

  /** To act, and no health data: no value, no metric, no rule, no link (C-24). */
  static MessageText.Text of(Words words, @Nullable Recipient patient) {
    return text(words, patient, "");
  }

  /** The same with what the patient opened. */
  static MessageText.Text of(
      AlertTransition alert, ContactLevel level, Words words, @Nullable Recipient patient) {
    return text(words, patient, about(alert, level, words));
  }

  /** What it is about; nothing of an alert about a device, which is nobody's health. */
  private static String about(AlertTransition alert, ContactLevel level, Words words) {
    if (level == ContactLevel.NONE || OperatorText.isAboutDevice(alert)) {
      return "";
    }
    String categories =
        AlertView.categories(alert).stream()
            .map(category -> CategoryWords.of(category, words.language()))
            .collect(Collectors.joining(", "));
    String about = words.either("Elle concerne : ", "It is about: ") + categories + "\n";
    return level == ContactLevel.CATEGORY
        ? about
        : about
            + words.either("Constat : ", "Finding: ")
            + MessageText.finding(alert, MetricCatalogue.standard().metric(alert.metric()), words)
            + "\n";
  }

  private static MessageText.Text text(Words words, @Nullable Recipient patient, String about) {
    String name =
        patient == null
            ? words.either("votre proche", "the person who named you")
            : MessageText.oneLine(patient.firstName());
    String body =
        words.either(
            """
            Ici le service de surveillance de %1$s.
            Une alerte automatique n'a pas pu être confirmée.
            %2$sContactez %1$s maintenant, s'il vous plaît.
            Sans réponse, ou en cas de malaise, appelez le 15 ou le 112.
            """,
            """
            This is the monitoring service of %1$s.
            An automatic alert could not be confirmed.
            %2$sPlease contact %1$s now.
            If there is no answer or if they are unwell, call 15 or 112.
            """);
    return new MessageText.Text(
        words.either("Vigie : contactez ", "Vigie: contact ") + name, body.formatted(name, about));
  }
}
