package vigie.api.notify;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Condition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.api.access.ContactLevel;
import vigie.api.people.Identity;
import vigie.api.people.Ins;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What a recipient is told. The physician and whoever stands in get the evidence (clinical note
 * 5.2), the patient the finding; the operator learns ids only; the emergency contact is told to act
 * and learns no health data that the patient did not open to them ({@link ContactText}). The texts
 * stand in {@link MessageFiles}; this says what fills them. Pure.
 */
final class MessageText {
  private MessageText() {}

  /** A subject and a text. */
  record Text(String subject, String body) {}

  /**
   * The words for this notification.
   *
   * @param notification what to tell
   * @param words of the recipient's language
   * @param patient about whom; null when unknown here
   * @param others the patient's other open alerts
   * @param links where the alert and its trend can be read after signing in
   * @param level how much the patient opened to the emergency contact
   * @param masked whether the patient hides it from this recipient, who is told to act and no more
   */
  static Text of(
      Notification notification,
      Words words,
      @Nullable Recipient patient,
      List<AlertTransition> others,
      MessageLinks links,
      ContactLevel level,
      boolean masked) {
    if (masked) {
      return ContactText.of(words, patient);
    }
    return switch (notification.role()) {
      case PATIENT -> patient(notification, words, links);
      case TREATING_PHYSICIAN, SUBSTITUTE -> physician(notification, words, patient, others, links);
      case EMERGENCY_CONTACT -> ContactText.of(notification.alert(), level, words, patient);
      case OPERATOR -> OperatorText.of(notification, words);
    };
  }

  private static Text patient(Notification notification, Words words, MessageLinks links) {
    AlertTransition alert = notification.alert();
    boolean device = OperatorText.isAboutDevice(alert);
    boolean askSymptoms = !device && asksForSymptoms(alert);
    Map<String, Object> values = new HashMap<>(FindingText.of(alert, words));
    values.putAll(EvidenceText.times(notification, words));
    values.put("severity", words.severity(alert.severity()));
    values.put("reason", words.word("reason." + notification.reason().name()));
    values.put("since", words.time(alert.onset()));
    values.put("device", device ? OperatorText.device(alert) : "");
    values.put("askSymptoms", askSymptoms);
    values.put("serious", !device && !askSymptoms && alert.severity().latches());
    values.put("fall", alert.metric().equals("fall"));
    values.put("link", links.alert());
    return words.message(MessageKind.PATIENT, values);
  }

  /** A very high blood pressure is graver with symptoms: AHA, BP-5 of {@code clinical.md} 2.3. */
  private static boolean asksForSymptoms(AlertTransition alert) {
    return alert.ruleId().startsWith("BP-5");
  }

  private static Text physician(
      Notification notification,
      Words words,
      @Nullable Recipient patient,
      List<AlertTransition> others,
      MessageLinks links) {
    AlertTransition alert = notification.alert();
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    Map<String, Object> values = new HashMap<>(FindingText.of(alert, words));
    values.putAll(GroundsText.of(alert.grounds(), words));
    values.putAll(EvidenceText.times(notification, words));
    values.putAll(EvidenceText.quality(alert, words));
    values.put("severity", words.severity(alert.severity()));
    values.put("reason", words.word("reason." + notification.reason().name()));
    values.put("patient", name(notification, patient));
    values.putAll(identity(patient == null ? Identity.NONE : patient.identity(), words));
    values.put("contact", contact(patient));
    values.put("verified", patient != null && patient.verified().contains(Delivery.Channel.MAIL));
    values.put("rule", alert.ruleId());
    values.put("ruleVersion", Integer.toString(alert.ruleVersion()));
    values.put("rising", !metric.coded() && Condition.parse(alert.condition()).rising());
    values.put("hold", hold(alert).map(words::duration).orElse(""));
    values.put(
        "worst",
        metric.coded() || alert.worst() == alert.value() ? "" : words.value(metric, alert.worst()));
    values.put("since", words.time(alert.onset()));
    values.put("lasting", words.duration(Duration.between(alert.onset(), alert.at())));
    values.put(
        "others",
        others.stream().map(other -> brief(other, words)).collect(Collectors.joining(", ")));
    values.put("trend", links.trend() == null ? "" : links.trend());
    values.put("link", links.alert());
    return words.message(MessageKind.PHYSICIAN, values);
  }

  private static String name(Notification notification, @Nullable Recipient patient) {
    return patient == null
        ? notification.patient().toString()
        : oneLine(patient.firstName() + " " + patient.lastName());
  }

  /** What tells the patient from others, and their phone; nothing for what is not on file. */
  private static Map<String, Object> identity(Identity identity, Words words) {
    LocalDate birth = identity.birthDate();
    Ins ins = identity.ins();
    return Map.of(
        "birthDate",
        birth == null ? "" : words.date(birth),
        "ins",
        ins == null ? "" : ins.matricule(),
        "insKind",
        ins == null ? "" : ins.kind().name(),
        "phone",
        identity.phone() == null ? "" : identity.phone());
  }

  /** As the file has it, be it proven to lead there or not; nothing when there is none. */
  private static String contact(@Nullable Recipient patient) {
    String email = patient == null ? null : patient.email();
    return email == null ? "" : oneLine(email);
  }

  /** How long the default rule asks for; unknown where another version or own limits decided. */
  private static Optional<Duration> hold(AlertTransition alert) {
    if (alert.limitVersion() != null) {
      return Optional.empty();
    }
    return RuleCatalogue.defaults().stream()
        .filter(rule -> rule.id().equals(alert.ruleId()) && rule.version() == alert.ruleVersion())
        .map(Rule::hold)
        .filter(hold -> hold != null && !hold.isZero())
        .findFirst();
  }

  private static String brief(AlertTransition alert, Words words) {
    return words.metric(MetricCatalogue.standard().metric(alert.metric()))
        + " ("
        + words.severity(alert.severity())
        + ")";
  }

  /** No name may add a line, or a header, of its own. */
  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
