package vigie.api.notify;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of message: the file of its template in each language, and the names that this one fills
 * in. A template uses all of them in its text, but for those that end in {@code Many}: a language
 * that has one form for one and for several need not. Its subject may use any, and uses those that
 * are said to be its own.
 */
public enum MessageKind {
  /** To the patient: the finding, and what to do. */
  PATIENT(
      "patient",
      "severity reason metric value limit ownLimit since measured received age device askSymptoms"
          + " serious fall link"),
  /** To the treating physician and whoever stands in: the evidence (clinical note 5.2). */
  PHYSICIAN(
      "physician",
      "severity reason patient birthDate ins insKind phone contact verified metric value limit"
          + " ownLimit parts missing usual usualDays rule ruleVersion rising hold worst since"
          + " lasting measured received age quality delay readings readingsMany doubtful"
          + " doubtfulMany estimated estimatedMany device others trend link"),
  /** To the emergency contact: to act, and what the patient opened (C-24). */
  CONTACT("contact", "name categories metric value limit ownLimit"),
  /** To an operator, of a device. */
  OPERATOR_DEVICE("operator-device", "device patient alert"),
  /** To an operator, of an alert that nobody answers or can be told of. */
  OPERATOR_UNANSWERED("operator-unanswered", "exhausted alert patient"),
  /** To whoever says that an address is theirs: a code to type back. */
  VERIFICATION("verification", "code minutes"),
  /** To whoever a CRITICAL alert would reach: the weekly drill. */
  DRILL("drill", ""),
  /** To a patient: the day's findings. */
  DIGEST("digest", "findings since metric value rule received more"),
  /** To a physician: the week's findings of their patients. */
  WEEKLY_REPORT("weekly-report", "patients name findings since metric value rule received more"),
  /** To a patient: nobody else could be told of an alert. */
  UNREACHABLE("unreachable", ""),
  /** To operators: for whom nobody could be told of an alert, and who in one way only. */
  OPERATOR_UNREACHABLE("operator-unreachable", "nobody patients oneChannel people"),
  /** To operators: patients may be watched worse, or no longer are. */
  OPERATOR_ALARM("operator-alarm", "state cause", "state cause since fault"),
  /** To whoever must tell the authority: a breach of data, and the end of the 72 hours. */
  BREACH("breach", "urgent", "deadline overdue hours what link help"),
  /** To whoever must answer: requests of persons, near their term or past it. */
  REQUEST_TERM("request-term", "urgent count left", "left requests kind term link"),
  /** To a patient: what became of their request. */
  REQUEST("request", "kind filed extended term passedOn answered recorded link"),
  /** To a professional: a request about an entry of their file. */
  REQUEST_PASSED_ON("request-passed-on", "kind term link"),
  /** To a patient: their file was opened in an emergency, or that was refused. */
  EMERGENCY_ACCESS("emergency-access", "refused who at"),
  /** To a patient: the rules about their data change. */
  POLICY_CHANGE("policy-change", "version effective policy newConsent"),
  /** To whoever has not signed in for almost two years. */
  ACCOUNT_ENDS("account-ends", "end");

  private static final String OPTIONAL = "Many";

  private final String file;
  private final String subject;
  private final String text;

  MessageKind(String file, String text) {
    this(file, "", text);
  }

  MessageKind(String file, String subject, String text) {
    this.file = file;
    this.subject = subject;
    this.text = text;
  }

  /** The template's file in this language. */
  String file(String language) {
    return file + "." + language + ".txt";
  }

  /** What a template may use. */
  Set<String> names() {
    return Stream.of(subject, text)
        .flatMap(names -> MustacheTemplate.names(names).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What a template's subject must use. */
  Set<String> neededInSubject() {
    return MustacheTemplate.names(subject);
  }

  /** What a template's text must use. */
  Set<String> needed() {
    return MustacheTemplate.names(text).stream()
        .filter(name -> !name.endsWith(OPTIONAL))
        .collect(Collectors.toUnmodifiableSet());
  }
}
