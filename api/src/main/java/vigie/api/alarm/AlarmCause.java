package vigie.api.alarm;

import java.time.Duration;
import vigie.api.notify.Phrase;
import vigie.api.notify.Words;

/** What operators are alarmed about; one alarm each, however often it is found again. */
public enum AlarmCause {
  /** The alert of the synthetic patient did not arrive. */
  WATCHDOG(Phrase.CAUSE_WATCHDOG),
  /** Readings are decided late (TK-6). */
  READINGS_LATE(Phrase.CAUSE_READINGS_LATE),
  /** AlertJob does not run (TK-7). */
  NO_DETECTION(Phrase.CAUSE_NO_DETECTION),
  /** Somebody's readings were forgotten (TK-7). */
  NO_PROFILE(Phrase.CAUSE_NO_PROFILE),
  /** A rule is switched off for everybody (TK-7): by intent, and so told again but once a day. */
  RULE_OFF(Phrase.CAUSE_RULE_OFF, Duration.ofDays(1)),
  /** Webhooks do not say where they are (C-97): until they do, nothing goes there. */
  PLACELESS_WEBHOOK(Phrase.CAUSE_PLACELESS_WEBHOOK, Duration.ofDays(1));

  private final Phrase title;
  private final Duration repeat;

  AlarmCause(Phrase title) {
    this(title, Duration.ofHours(1));
  }

  AlarmCause(Phrase title, Duration repeat) {
    this.title = title;
    this.repeat = repeat;
  }

  /** After so long it is told again, while it lasts. */
  Duration repeat() {
    return repeat;
  }

  /** Whether patients may be watched worse by it, unknown to who watches over them. */
  boolean degradesMonitoring() {
    return switch (this) {
      case WATCHDOG, READINGS_LATE, NO_DETECTION, NO_PROFILE -> true;
      case RULE_OFF, PLACELESS_WEBHOOK -> false;
    };
  }

  /** In a few words, for a subject. */
  String title(Words words) {
    return words.phrase(title);
  }
}
