package vigie.api.reach;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
import vigie.api.notify.Words;

/** The warnings of the nightly check: to operators by ids, to patients without any. Pure. */
final class ReachText {
  private static final int IDS_MAX = 50;

  private ReachText() {}

  /**
   * To an operator.
   *
   * @param found patients for whom nobody could be reached
   * @param oneChannel people who would be told of a CRITICAL alert in one way only
   */
  static Message operator(UUID id, List<UUID> found, List<UUID> oneChannel, String language) {
    Words words = Words.of(language);
    String text =
        section(
                found,
                words.either(
                    "Si une alerte survenait, personne ne pourrait être joint pour %d patient(s) :",
                    "If there were an alert, nobody could be reached for %d patient(s):"))
            + section(
                oneChannel,
                words.either(
                    "D'une alerte CRITIQUE, %d personne(s) ne seraient averties que par une voie"
                        + " vérifiée, au lieu de deux :",
                    "Of a CRITICAL alert, %d person(s) would be told over one proven channel,"
                        + " instead of two:"))
            + words.either(
                "Tous, et pourquoi : GET /unreachable\n",
                "All of them, and why: GET /unreachable\n");
    return JsonMessages.service(
        id,
        "UNREACHABLE",
        words,
        words.either("Vigie : patients sans personne à joindre", "Vigie: patients without anybody"),
        text,
        Map.of());
  }

  private static String section(List<UUID> ids, String title) {
    return ids.isEmpty()
        ? ""
        : title.formatted(ids.size())
            + "\n"
            + ids.stream().limit(IDS_MAX).map(UUID::toString).collect(Collectors.joining("\n"))
            + "\n";
  }

  /** To a patient. */
  static Message patient(UUID id, String language) {
    return JsonMessages.service(
        id, MessageKind.UNREACHABLE, Words.of(language), Map.of(), Map.of());
  }
}
