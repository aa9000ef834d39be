package vigie.api.retention;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** How somebody is told that what is kept of them ends. Pure. */
final class RetentionText {
  private RetentionText() {}

  static Message accountEnds(UUID id, Instant end, String language) {
    Words words = Words.of(language);
    String text =
        words
            .either(
                """
                Votre compte n'a pas servi depuis presque deux ans. Sans connexion de votre part, il
                sera supprimé le %s, et ce qui permet de vous identifier avec lui.
                Pour le garder, connectez-vous une fois avant ce jour.
                """,
                """
                Your account has not been used for almost two years. Unless you sign in, it will be
                deleted on %s, and with it all that tells who you are.
                To keep it, sign in once before that day.
                """)
            .formatted(words.time(end));
    return JsonMessages.service(
        id,
        "ACCOUNT_ENDS",
        words,
        words.either(
            "Vigie : votre compte va être supprimé", "Vigie: your account will be deleted"),
        text,
        Map.of("end", end.toString()));
  }
}
