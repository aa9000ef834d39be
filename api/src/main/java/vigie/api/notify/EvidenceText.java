package vigie.api.notify;

import java.time.Duration;
import java.util.List;
import vigie.alert.AlertTransition;
import vigie.alert.Evidence;
import vigie.alert.Notification;
import vigie.reading.Quality;

/** In a message: when, by what and how well the deciding reading was measured, and the others. */
final class EvidenceText {
  private EvidenceText() {}

  /** Device time, received time, and how old it was when this message was decided. */
  static List<String> times(Notification notification, Words words) {
    AlertTransition alert = notification.alert();
    String measured = words.either("Mesuré : ", "Measured: ");
    if (alert.evidence().isEmpty()) {
      return List.of(measured + words.time(alert.at()));
    }
    Evidence newest = newest(alert);
    Duration age = Duration.between(newest.effective(), notification.decidedAt());
    return List.of(
        measured + words.time(newest.effective()),
        words.either("Reçu : ", "Received: ") + words.time(newest.received()),
        words.either("Âge de la mesure : ", "Age of the reading: ") + words.duration(age));
  }

  /** What the readings are worth that this alert rests on, and the device; empty without any. */
  static List<String> quality(AlertTransition alert, Words words) {
    if (alert.evidence().isEmpty()) {
      return List.of();
    }
    Evidence newest = newest(alert);
    return List.of(
        words.either("Qualité : ", "Quality: ")
            + quality(newest.quality(), words)
            + words.either(", reçue après ", ", received after ")
            + words.duration(Duration.between(newest.effective(), newest.received()))
            + restsOn(alert.evidence(), words),
        words.either("Appareil : ", "Device: ") + newest.device().value());
  }

  private static Evidence newest(AlertTransition alert) {
    return alert.evidence().get(alert.evidence().size() - 1);
  }

  private static String quality(Quality quality, Words words) {
    return switch (quality) {
      case VALID -> words.either("mesure valide", "valid reading");
      case QUESTIONABLE -> words.either("mesure douteuse", "questionable reading");
      case TIME_ESTIMATED ->
          words.either("mesure à l'heure estimée", "reading at an estimated time");
      case TEST -> words.either("mesure d'essai", "test reading");
      case RETRACTED -> words.either("mesure retirée", "retracted reading");
    };
  }

  /** How many there are, and how many of them are not plainly valid. */
  private static String restsOn(List<Evidence> evidence, Words words) {
    int count = evidence.size();
    long doubtful = count(evidence, Quality.QUESTIONABLE);
    long estimated = count(evidence, Quality.TIME_ESTIMATED);
    StringBuilder text = new StringBuilder();
    text.append(words.either(" ; ", "; resting on ")).append(count);
    text.append(
        count > 1
            ? words.either(" mesures à l'appui", " readings")
            : words.either(" mesure à l'appui", " reading"));
    if (doubtful > 0) {
      text.append(words.either(", dont ", ", of which ")).append(doubtful);
      text.append(words.either(doubtful > 1 ? " douteuses" : " douteuse", " questionable"));
    }
    if (estimated > 0) {
      text.append(words.either(", dont ", ", of which ")).append(estimated);
      text.append(words.either(" à l'heure estimée", " at an estimated time"));
    }
    return text.toString();
  }

  private static long count(List<Evidence> evidence, Quality quality) {
    return evidence.stream().filter(one -> one.quality() == quality).count();
  }
}
