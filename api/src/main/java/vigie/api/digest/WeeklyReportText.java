package vigie.api.digest;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.alert.AlertTransition;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;

/** A week's findings of a physician's patients. Pure. */
final class WeeklyReportText {
  /** Of each patient; a longer list is read in the application. */
  private static final int LINES_MAX = 20;

  private WeeklyReportText() {}

  /**
   * What is told of one patient.
   *
   * @param name first and last
   * @param alerts at least one
   */
  record Section(String name, List<AlertTransition> alerts) {}

  /**
   * The message.
   *
   * @param sections at least one
   * @param zone whose times are told
   */
  static Message of(UUID id, List<Section> sections, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    String findings =
        sections.stream()
            .map(section -> section(section, words))
            .collect(Collectors.joining("\n\n"));
    String text =
        words.either(
            """
            Constats de la semaine chez vos patients, qui n'appelaient pas de réponse :

            %s

            Rien ici n'est urgent. Message automatique, sans valeur de diagnostic.
            """,
            """
            The week's findings of your patients that needed no response:

            %s

            Nothing here is urgent. Automatic message, not a diagnosis.
            """);
    return JsonMessages.service(
        id,
        "WEEKLY_REPORT",
        words,
        words.either("Vigie : constats de la semaine", "Vigie: the week's findings"),
        text.formatted(findings),
        Map.of());
  }

  private static String section(Section section, Words words) {
    String lines =
        section.alerts().stream()
            .limit(LINES_MAX)
            .map(alert -> DigestText.line(alert, words))
            .collect(Collectors.joining("\n"));
    int left = section.alerts().size() - LINES_MAX;
    String rest =
        left <= 0
            ? ""
            : words.either("\n… et %d autre(s)".formatted(left), "\n… and %d more".formatted(left));
    return section.name().replaceAll("\\p{Cntrl}+", " ") + "\n" + lines + rest;
  }
}
