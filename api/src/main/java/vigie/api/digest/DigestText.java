package vigie.api.digest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.Words;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** A day's findings in the patient's words. Pure. */
final class DigestText {
  /** A longer list is read in the application. */
  private static final int LINES_MAX = 50;

  private DigestText() {}

  /**
   * The message.
   *
   * @param alerts what to tell, at least one
   * @param zone whose times are told
   */
  static Message of(UUID id, List<AlertTransition> alerts, String language, ZoneId zone) {
    Words words = Words.of(language).in(zone);
    String lines =
        alerts.stream()
            .limit(LINES_MAX)
            .map(alert -> line(alert, words))
            .collect(Collectors.joining("\n"));
    int left = alerts.size() - LINES_MAX;
    String rest =
        left <= 0
            ? ""
            : words.either("\n… et %d autre(s)".formatted(left), "\n… and %d more".formatted(left));
    String text =
        words.either(
            """
            Ce qui a été relevé depuis hier et n'appelait pas de message à part :
            %s
            Rien ici n'est urgent. En cas de malaise, appelez le 15 ou le 112.
            Message automatique, sans valeur de diagnostic.
            """,
            """
            What was found since yesterday and needed no message of its own:
            %s
            Nothing here is urgent. If you are unwell, call 15 or 112.
            Automatic message, not a diagnosis.
            """);
    return JsonMessages.service(
        id,
        "DIGEST",
        words,
        words.either("Vigie : votre bilan du jour", "Vigie: your daily digest"),
        text.formatted(lines + rest),
        Map.of());
  }

  /** One finding. */
  static String line(AlertTransition alert, Words words) {
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    String found =
        "- %s : %s (%s), %s"
            .formatted(
                words.time(alert.onset()),
                words.metric(metric),
                words.value(metric, alert.worst()),
                alert.ruleId());
    return alert.retrospective() ? found + late(alert.evidence(), words) : found;
  }

  /** What came too late to be told at once says when it came ({@code clinical.md} 4.3). */
  private static String late(List<Evidence> evidence, Words words) {
    if (evidence.isEmpty()) {
      return "";
    }
    Instant received = evidence.get(evidence.size() - 1).received();
    return words.either(", reçu le ", ", received ") + words.time(received);
  }
}
