package vigie.api.notify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.reading.Quality;

/** In a message: when, by what and how well the deciding reading was measured, and the others. */
final class EvidenceText {
  private EvidenceText() {}

  /**
   * The names measured, received and age: device time, received time, and how old it was when this
   * message was decided. The latter two are nothing for what rests on no reading.
   */
  static Map<String, Object> times(Notification notification, Words words) {
    AlertTransition alert = notification.alert();
    if (alert.evidence().isEmpty()) {
      return Map.of("measured", words.time(alert.at()), "received", "", "age", "");
    }
    Evidence newest = newest(alert);
    return Map.of(
        "measured",
        words.time(newest.effective()),
        "received",
        words.time(newest.received()),
        "age",
        words.duration(Duration.between(newest.effective(), notification.decidedAt())));
  }

  /**
   * What the readings are worth that this alert rests on: the names quality, delay, device, and how
   * many there are and how many of them are not plainly valid. All are nothing without any.
   */
  static Map<String, Object> quality(AlertTransition alert, Words words) {
    List<Evidence> evidence = alert.evidence();
    boolean none = evidence.isEmpty();
    long doubtful = count(evidence, Quality.QUESTIONABLE);
    long estimated = count(evidence, Quality.TIME_ESTIMATED);
    return Map.ofEntries(
        Map.entry("quality", none ? "" : words.word("quality." + newest(alert).quality().name())),
        Map.entry("delay", none ? "" : words.duration(delay(newest(alert)))),
        Map.entry("device", none ? "" : newest(alert).device().value()),
        Map.entry("readings", some(evidence.size())),
        Map.entry("readingsMany", evidence.size() > 1),
        Map.entry("doubtful", some(doubtful)),
        Map.entry("doubtfulMany", doubtful > 1),
        Map.entry("estimated", some(estimated)),
        Map.entry("estimatedMany", estimated > 1));
  }

  private static Duration delay(Evidence reading) {
    return Duration.between(reading.effective(), reading.received());
  }

  private static Evidence newest(AlertTransition alert) {
    return alert.evidence().get(alert.evidence().size() - 1);
  }

  private static long count(List<Evidence> evidence, Quality quality) {
    return evidence.stream().filter(one -> one.quality() == quality).count();
  }

  private static String some(long count) {
    return count == 0 ? "" : Long.toString(count);
  }
}
