package vigie.api.alarm;

import java.time.Duration;
import vigie.api.notify.Words;

/** What operators are alarmed about; one alarm each, however often it is found again. */
public enum AlarmCause {
  /** The alert of the synthetic patient did not arrive. */
  WATCHDOG("l'alerte d'essai n'est pas arrivée", "the test alert did not arrive"),
  /** Readings are decided late (TK-6). */
  READINGS_LATE("la surveillance est dégradée", "monitoring is degraded"),
  /** AlertJob does not run (TK-7). */
  NO_DETECTION("aucune alerte n'est décidée", "no alert is decided"),
  /** Somebody's readings were forgotten (TK-7). */
  NO_PROFILE("des patients sont sans profil", "patients are without profile"),
  /** A rule is switched off for everybody (TK-7): by intent, and so told again but once a day. */
  RULE_OFF("une règle est désactivée", "a rule is switched off", Duration.ofDays(1)),
  /** Webhooks do not say where they are (C-97): until they do, nothing goes there. */
  PLACELESS_WEBHOOK(
      "des webhooks ne disent pas où ils sont",
      "webhooks do not say where they are",
      Duration.ofDays(1));

  private final String french;
  private final String english;
  private final Duration repeat;

  AlarmCause(String french, String english) {
    this(french, english, Duration.ofHours(1));
  }

  AlarmCause(String french, String english, Duration repeat) {
    this.french = french;
    this.english = english;
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
    return words.either(french, english);
  }
}
