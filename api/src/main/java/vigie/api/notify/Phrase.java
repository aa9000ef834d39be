package vigie.api.notify;

import java.util.Set;

/**
 * What is said within messages and in answers: its key in the words of each language, and the names
 * that this one fills in. A phrase uses all of them.
 */
public enum Phrase {
  /** A time on the clocks of a place, and in UTC. */
  TIME("time", "clock place utc"),
  /** After a number of days. */
  DAY("day"),
  /** A patient whose first name is not known. */
  UNKNOWN_PATIENT("patient.unknown"),

  // What a person asks for.
  REQUEST_ACCESS("request.ACCESS"),
  REQUEST_RECTIFICATION("request.RECTIFICATION"),
  REQUEST_ERASURE("request.ERASURE"),
  REQUEST_RESTRICTION("request.RESTRICTION"),
  REQUEST_PORTABILITY("request.PORTABILITY"),
  REQUEST_OBJECTION("request.OBJECTION"),
  REQUEST_COMPLAINT("request.COMPLAINT"),
  REQUEST_OTHER("request.OTHER"),

  // What is left of the time for an answer.
  TERM_WEEK("term.WEEK"),
  TERM_DAY("term.DAY"),
  TERM_OVERDUE("term.OVERDUE"),

  // What the program answers by itself.
  ANSWER_ACCESS("answer.ACCESS", "patient"),
  ANSWER_PORTABILITY("answer.PORTABILITY", "patient"),
  ANSWER_ERASURE("answer.ERASURE", "patient"),
  ANSWER_CORRECTED("answer.corrected", "patient"),
  /** What may be done against a refusal. */
  REMEDY("remedy"),

  // The person's rights, and how the last two are used.
  RIGHT_SEE("right.see"),
  RIGHT_SEE_WHO("right.see-who"),
  RIGHT_WITHDRAW("right.withdraw"),
  RIGHT_DECIDE("right.decide"),
  RIGHT_HIDE("right.hide"),
  RIGHT_COPY("right.copy"),
  RIGHT_REQUEST("right.request"),
  RIGHT_REQUEST_HOW("right.request.how"),
  RIGHT_COMPLAIN("right.complain"),
  RIGHT_COMPLAIN_HOW("right.complain.how"),
  /** What alerts are and are not. */
  AUTOMATED_DECISION("automated-decision"),

  // How an alarm stands.
  ALARM_RAISED("alarm.RAISED"),
  ALARM_REPEATED("alarm.REPEATED"),
  ALARM_RESOLVED("alarm.RESOLVED"),

  // What an alarm is about, in a few words.
  CAUSE_WATCHDOG("cause.WATCHDOG"),
  CAUSE_READINGS_LATE("cause.READINGS_LATE"),
  CAUSE_NO_DETECTION("cause.NO_DETECTION"),
  CAUSE_NO_PROFILE("cause.NO_PROFILE"),
  CAUSE_RULE_OFF("cause.RULE_OFF"),
  CAUSE_PLACELESS_WEBHOOK("cause.PLACELESS_WEBHOOK"),

  // What is wrong, in sentences.
  FAULT_WATCHDOG("fault.WATCHDOG", "seconds where detail"),
  FAULT_READINGS_LATE("fault.READINGS_LATE"),
  FAULT_NO_DETECTION("fault.NO_DETECTION"),
  FAULT_NO_PROFILE("fault.NO_PROFILE", "patients"),
  FAULT_RULE_OFF("fault.RULE_OFF", "rules"),
  /** One of the rules. */
  FAULT_RULE_OFF_RULE("fault.RULE_OFF.rule", "rule until"),
  FAULT_PLACELESS_WEBHOOK("fault.PLACELESS_WEBHOOK", "webhooks"),

  // Where the way of a test alert ended.
  WHERE_SET_UP("where.SET_UP"),
  WHERE_EARLIER_ALERT("where.EARLIER_ALERT"),
  WHERE_INTAKE("where.INTAKE"),
  WHERE_READING("where.READING"),
  WHERE_ALERT("where.ALERT"),
  WHERE_READING_OR_ALERT("where.READING_OR_ALERT"),
  WHERE_NOTIFICATION("where.NOTIFICATION"),
  WHERE_DELIVERY("where.DELIVERY");

  private final String key;
  private final String names;

  Phrase(String key) {
    this(key, "");
  }

  Phrase(String key, String names) {
    this.key = key;
    this.names = names;
  }

  /** Where it stands in the words of a language. */
  String key() {
    return key;
  }

  /** What it must use, and no other. */
  Set<String> names() {
    return MustacheTemplate.names(names);
  }
}
