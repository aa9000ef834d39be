package vigie.api.breach;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.OperatorSettings;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.LetterKind;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/**
 * What is written about a breach: the alarm, and drafts of the letters of articles 33 and 34 of the
 * GDPR. What only people know stands in square brackets. Pure.
 */
final class BreachText {
  /** Where victims of attacks find help and report them (C-99). */
  static final String ATTACKS = "https://www.cybermalveillance.gouv.fr";

  private BreachText() {}

  static Message alarm(UUID id, Breach breach, Instant now, String language) {
    Words words = Words.of(language);
    BreachClock.State state = BreachClock.state(breach.knownAt(), breach.toldAt(), now);
    Map<String, Object> values =
        Map.of(
            "urgent",
            state != BreachClock.State.RUNNING,
            "deadline",
            words.time(breach.deadline()),
            "overdue",
            state == BreachClock.State.OVERDUE,
            "hours",
            Long.toString(Duration.between(now, breach.deadline()).abs().toHours()),
            "what",
            breach.what(),
            "link",
            "/breaches/" + breach.id(),
            "help",
            ATTACKS);
    return JsonMessages.service(
        id,
        MessageKind.BREACH,
        words,
        values,
        Map.of(
            "breach", breach.id().toString(),
            "state", state.name(),
            "deadline", breach.deadline().toString()));
  }

  /** To the supervisory authority, article 33. */
  static String toAuthority(
      Breach breach, long affected, OperatorSettings operator, String language) {
    Words words = Words.of(language);
    Map<String, Object> values = letter(breach, operator, words);
    values.put("known", words.time(breach.knownAt()));
    values.put("account", some(breach.account()));
    values.put("route", some(breach.route()));
    values.put("affected", Long.toString(affected));
    return words.letter(LetterKind.BREACH_AUTHORITY, values);
  }

  /** To each affected person, article 34: in plain words. */
  static String toPerson(Breach breach, OperatorSettings operator, String language) {
    Words words = Words.of(language);
    Map<String, Object> values = letter(breach, operator, words);
    values.put("complaint", operator.complaint().toString());
    values.put("help", ATTACKS);
    return words.letter(LetterKind.BREACH_PERSON, values);
  }

  private static Map<String, Object> letter(Breach breach, OperatorSettings operator, Words words) {
    Map<String, Object> values = new HashMap<>();
    values.put("authority", operator.authority());
    values.put("operator", operator.name());
    values.put("dpo", operator.dpo());
    values.put("begins", words.time(breach.begins()));
    values.put("ends", words.time(breach.ends()));
    values.put("what", breach.what());
    return values;
  }

  private static String some(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
