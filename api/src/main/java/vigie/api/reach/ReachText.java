package vigie.api.reach;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** The warnings of the nightly check: to operators by ids, to patients without any. Pure. */
final class ReachText {
  private static final int IDS_MAX = 50;

  private ReachText() {}

  /**
   * To an operator.
   *
   * @param found patients for whom nobody could be reached, at least one
   */
  static Message operator(UUID id, List<UUID> found, String language) {
    Words words = Words.of(language);
    String ids =
        found.stream().limit(IDS_MAX).map(UUID::toString).collect(Collectors.joining("\n"));
    String text =
        words.either(
            """
            Si une alerte survenait, personne ne pourrait être joint pour %d patient(s) :
            %s
            Tous, et pourquoi : GET /unreachable
            """,
            """
            If there were an alert, nobody could be reached for %d patient(s):
            %s
            All of them, and why: GET /unreachable
            """);
    return JsonMessages.service(
        id,
        "UNREACHABLE",
        words,
        words.either("Vigie : patients sans personne à joindre", "Vigie: patients without anybody"),
        text.formatted(found.size(), ids),
        Map.of());
  }

  /** To a patient. */
  static Message patient(UUID id, String language) {
    Words words = Words.of(language);
    return JsonMessages.service(
        id,
        "UNREACHABLE",
        words,
        words.either("Vigie : personne à prévenir", "Vigie: nobody to tell"),
        words.either(
            """
            En cas d'alerte, Vigie ne pourrait joindre personne d'autre que vous.
            Nommez un médecin ou un proche, ou demandez-leur de vérifier leur adresse.
            En cas de malaise, appelez le 15 ou le 112.
            """,
            """
            If there were an alert, Vigie could reach nobody but you.
            Name a physician or somebody close, or ask them to verify their address.
            If you are unwell, call 15 or 112.
            """),
        Map.of());
  }
}
