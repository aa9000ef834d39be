package vigie.api.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vigie.alert.AlertTransition;
import vigie.alert.Condition;
import vigie.alert.Delivery;
import vigie.alert.Notification;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.api.access.ContactLevel;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What a recipient is told. The physician and whoever stands in get the evidence (clinical note
 * 5.2), the patient the finding; the operator learns ids only; the emergency contact is told to act
 * and learns no health data that the patient did not open to them ({@link ContactText}). Pure.
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
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    String severity = words.severity(alert.severity());
    List<String> lines = new ArrayList<>();
    lines.add(words.either("Alerte ", "Alert ") + severity + reason(notification, words));
    lines.add("");
    lines.add(line(words, "Constat", "Finding", finding(alert, metric, words)));
    lines.add(line(words, "Depuis", "Since", words.time(alert.onset())));
    lines.addAll(EvidenceText.times(notification, words));
    if (OperatorText.isAboutDevice(alert)) {
      lines.add(line(words, "Appareil", "Device", OperatorText.device(alert)));
    } else if (asksForSymptoms(alert)) {
      lines.add(
          words.either(
              "Avez-vous une douleur dans la poitrine ou le dos, du mal à respirer, une faiblesse ou"
                  + " un engourdissement, un trouble de la vue ou de la parole ? Si oui,"
                  + " indiquez-le dans votre application et appelez le 15 ou le 112 sans attendre."
                  + " Si non, mesurez encore une fois dans quelques minutes.",
              "Do you have pain in the chest or back, trouble breathing, weakness or numbness, or"
                  + " trouble seeing or speaking? If so, say so in your application and call 15 or"
                  + " 112 without waiting. If not, measure again in a few minutes."));
    } else if (alert.severity().latches()) {
      lines.add(
          words.either(
              "En cas de malaise, appelez le 15 ou le 112.", "If you are unwell, call 15 or 112."));
    }
    lines.add(
        metric.id().equals("fall")
            ? line(
                words,
                "Si tout va bien, annulez dans la minute",
                "If you are well, cancel within a minute",
                links.alert())
            : line(
                words,
                "Confirmez que vous l'avez vue",
                "Confirm that you have seen it",
                links.alert()));
    lines.add("");
    lines.add(
        words.either(
            "Message automatique, ce n'est pas un diagnostic.",
            "Automatic message, not a diagnosis."));
    return new Text(
        words.either("Vigie : alerte ", "Vigie: alert ") + severity,
        String.join("\n", lines) + "\n");
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
    String severity = words.severity(alert.severity());
    List<String> lines = new ArrayList<>();
    lines.add(words.either("Alerte ", "Alert ") + severity + reason(notification, words));
    lines.add("");
    lines.add(line(words, "Patient", "Patient", name(notification, patient)));
    if (patient != null && patient.email() != null) {
      lines.add(line(words, "Joindre le patient", "Patient's contact", contact(patient, words)));
    }
    lines.add(line(words, "Constat", "Finding", finding(alert, metric, words)));
    lines.addAll(GroundsText.lines(alert.grounds(), words));
    lines.add(line(words, "Règle", "Rule", rule(alert, metric, words)));
    if (!metric.coded() && alert.worst() != alert.value()) {
      lines.add(line(words, "Pire valeur", "Worst value", words.value(metric, alert.worst())));
    }
    lines.add(
        line(
            words,
            "Depuis",
            "Since",
            words.time(alert.onset())
                + words.either(", soit ", ", for ")
                + words.duration(Duration.between(alert.onset(), alert.at()))));
    lines.addAll(EvidenceText.times(notification, words));
    lines.addAll(EvidenceText.quality(alert, words));
    if (!others.isEmpty()) {
      lines.add(
          line(
              words,
              "Autres alertes ouvertes",
              "Other open alerts",
              String.join(", ", others.stream().map(other -> brief(other, words)).toList())));
    }
    if (links.trend() != null) {
      lines.add(line(words, "Évolution", "Trend", links.trend()));
    }
    lines.add(line(words, "Consulter et acquitter", "Read and acknowledge", links.alert()));
    lines.add("");
    lines.add(
        words.either(
            "Message automatique, ce n'est pas un diagnostic.",
            "Automatic message, not a diagnosis."));
    return new Text(
        words.either("Vigie : alerte ", "Vigie: alert ") + severity,
        String.join("\n", lines) + "\n");
  }

  private static String line(Words words, String french, String english, String content) {
    return words.either(french + " : ", english + ": ") + content;
  }

  private static String reason(Notification notification, Words words) {
    return switch (notification.reason()) {
      case WORSENED -> words.either(" (aggravation)", " (worsened)");
      case NOT_ACKNOWLEDGED, REPEATED, EXHAUSTED ->
          words.either(" (sans réponse à ce jour)", " (not yet answered)");
      case LAPSED -> words.either(" (toujours en cours)", " (still in force)");
      case NOT_CONFIRMED ->
          words.either(" (non confirmée par le patient)", " (not confirmed by the patient)");
      case NO_PHYSICIAN, OFF_DUTY ->
          words.either(" (médecin traitant absent)", " (no treating physician on duty)");
      case DELIVERY_FAILED, DECLINED ->
          words.either(" (médecin non joint)", " (physician not reached)");
      case FIRST, NO_RECIPIENT -> "";
    };
  }

  private static String name(Notification notification, @Nullable Recipient patient) {
    return patient == null
        ? notification.patient().toString()
        : oneLine(patient.firstName() + " " + patient.lastName());
  }

  /** As the file has it; whether it is proven to lead there is worth a word. */
  private static String contact(Recipient patient, Words words) {
    return oneLine(String.valueOf(patient.email()))
        + (patient.verified().contains(Delivery.Channel.MAIL)
            ? ""
            : words.either(" (adresse non vérifiée)", " (address not verified)"));
  }

  /** What was found against which limit. */
  static String finding(AlertTransition alert, Metric metric, Words words) {
    String finding = words.metric(metric) + " " + words.value(metric, alert.value());
    if (metric.coded()) {
      return finding;
    }
    String own =
        alert.limitVersion() == null
            ? ""
            : words.either(", propre à ce patient", ", set for this patient");
    return finding
        + words.either(" (limite : ", " (limit: ")
        + limit(alert.condition(), metric, words)
        + own
        + ")";
  }

  private static String limit(String condition, Metric metric, Words words) {
    Condition parsed = Condition.parse(condition);
    String sign =
        switch (parsed.op()) {
          case AT_LEAST -> "≥ ";
          case ABOVE -> "> ";
          case AT_MOST -> "≤ ";
          case BELOW -> "< ";
        };
    return sign + words.value(metric, parsed.limit());
  }

  private static String rule(AlertTransition alert, Metric metric, Words words) {
    StringBuilder text = new StringBuilder(alert.ruleId());
    text.append(" version ").append(alert.ruleVersion());
    if (metric.coded()) {
      return text.toString();
    }
    boolean rising = Condition.parse(alert.condition()).rising();
    text.append(", ")
        .append(words.metric(metric))
        .append(
            rising
                ? words.either(" au-dessus de la limite", " above the limit")
                : words.either(" au-dessous de la limite", " below the limit"));
    hold(alert)
        .ifPresent(
            hold -> text.append(words.either(" pendant ", " for ")).append(words.duration(hold)));
    return text.toString();
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
