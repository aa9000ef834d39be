package vigie.api.notify;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.api.access.ContactLevel;
import vigie.api.alert.AlertView;

/**
 * What an emergency contact is told: to act (clinical note 5.2), and of the alert only as much as
 * the patient opened to them. Pure.
 */
final class ContactText {
  private ContactText() {}

  /** To act, and no health data: no value, no metric, no rule, no link (C-24). */
  static MessageText.Text of(Words words, @Nullable Recipient patient) {
    Map<String, Object> values = new HashMap<>(FindingText.NOTHING);
    values.put("categories", "");
    return text(words, patient, values);
  }

  /**
   * The same with what the patient opened; nothing of an alert about a device, which is nobody's
   * health.
   */
  static MessageText.Text of(
      AlertTransition alert, ContactLevel level, Words words, @Nullable Recipient patient) {
    if (level == ContactLevel.NONE || OperatorText.isAboutDevice(alert)) {
      return of(words, patient);
    }
    Map<String, Object> values =
        new HashMap<>(
            level == ContactLevel.VALUE ? FindingText.of(alert, words) : FindingText.NOTHING);
    values.put(
        "categories",
        AlertView.categories(alert).stream()
            .map(words::category)
            .collect(Collectors.joining(", ")));
    return text(words, patient, values);
  }

  private static MessageText.Text text(
      Words words, @Nullable Recipient patient, Map<String, Object> values) {
    values.put(
        "name",
        patient == null
            ? words.phrase(Phrase.UNKNOWN_PATIENT)
            : MessageText.oneLine(patient.firstName()));
    return words.message(MessageKind.CONTACT, values);
  }
}
