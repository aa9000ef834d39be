package vigie.api.channel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** The message that carries a code: whoever reads it learns nothing of any patient. Pure. */
final class CodeText {
  private CodeText() {}

  /**
   * The message.
   *
   * @param id of the code
   * @param code ten digits
   * @param until when it ends
   * @param language of whom it is for
   */
  static Message of(UUID id, String code, Instant until, String language) {
    Words words = Words.of(language);
    String text =
        words.either(
            """
            Code : %s
            Saisissez-le dans Vigie, ou lisez-le à la personne qui vous a inscrit : les alertes
            pourront alors vous parvenir ici. Il vaut %d minutes.
            Si vous n'attendez rien de Vigie, ignorez ce message.
            """,
            """
            Code: %s
            Type it into Vigie, or read it to whoever enrolled you: alerts can reach you here then.
            It is good for %d minutes.
            If you expect nothing from Vigie, ignore this message.
            """);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("until", until.toString());
    return JsonMessages.service(
        id,
        "VERIFICATION",
        words,
        words.either("Vigie : code de vérification", "Vigie: verification code"),
        text.formatted(code, ChannelCode.LIFE.toMinutes()),
        fields);
  }
}
