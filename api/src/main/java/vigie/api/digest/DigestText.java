package vigie.api.digest;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
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
    return JsonMessages.service(
        id, MessageKind.DIGEST, words, findings(alerts, LINES_MAX, words), Map.of());
  }

  /**
   * The names findings and more, for a list of alerts.
   *
   * @param max how many are told; of the others how many there are
   */
  static Map<String, Object> findings(List<AlertTransition> alerts, int max, Words words) {
    int left = alerts.size() - max;
    return Map.of(
        "findings",
        alerts.stream().limit(max).map(alert -> finding(alert, words)).toList(),
        "more",
        left <= 0 ? "" : Integer.toString(left));
  }

  private static Map<String, Object> finding(AlertTransition alert, Words words) {
    Metric metric = MetricCatalogue.standard().metric(alert.metric());
    return Map.of(
        "since",
        words.time(alert.onset()),
        "metric",
        words.metric(metric),
        "value",
        words.value(metric, alert.worst()),
        "rule",
        alert.ruleId(),
        "received",
        alert.retrospective() ? received(alert.evidence(), words) : "");
  }

  /** What came too late to be told at once says when it came ({@code clinical.md} 4.3). */
  private static String received(List<Evidence> evidence, Words words) {
    return evidence.isEmpty() ? "" : words.time(evidence.get(evidence.size() - 1).received());
  }
}
