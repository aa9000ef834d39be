package vigie.api.digest;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vigie.alert.AlertTransition;
import vigie.api.notify.JsonMessages;
import vigie.api.notify.Message;
import vigie.api.notify.MessageKind;
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
    return JsonMessages.service(
        id,
        MessageKind.WEEKLY_REPORT,
        words,
        Map.of("patients", sections.stream().map(section -> section(section, words)).toList()),
        Map.of());
  }

  private static Map<String, Object> section(Section section, Words words) {
    Map<String, Object> values =
        new HashMap<>(DigestText.findings(section.alerts(), LINES_MAX, words));
    values.put("name", section.name().replaceAll("\\p{Cntrl}+", " "));
    return values;
  }
}
