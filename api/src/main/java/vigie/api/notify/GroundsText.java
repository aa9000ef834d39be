package vigie.api.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vigie.alert.Grounds;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** In a message: what a derived value was made of, so that a reader can judge what it is worth. */
final class GroundsText {
  private GroundsText() {}

  /** Lines for these grounds; none for a value that was measured. */
  static List<String> lines(@Nullable Grounds grounds, Words words) {
    List<String> lines = new ArrayList<>();
    if (grounds == null) {
      return lines;
    }
    if (!grounds.parts().isEmpty()) {
      lines.add(
          words.either("Éléments du score : ", "Parts of the score: ")
              + grounds.parts().stream()
                  .map(part -> part(part, words))
                  .collect(Collectors.joining(", ")));
    }
    if (!grounds.missing().isEmpty()) {
      lines.add(
          words.either("Manquent, score minimal : ", "Missing, so the score is at least this: ")
              + grounds.missing().stream()
                  .map(id -> missing(id, words))
                  .collect(Collectors.joining(", ")));
    }
    if (grounds.baseline() != null) {
      lines.add(
          words.either("Valeur habituelle : ", "Usual value: ")
              + words.number(grounds.baseline())
              + words.either(" (sur ", " (from ")
              + grounds.restsOn()
              + words.either(" jours)", " days)"));
    }
    return lines;
  }

  private static String missing(String id, Words words) {
    return words.metric(MetricCatalogue.standard().metric(id));
  }

  private static String part(Grounds.Part part, Words words) {
    Metric metric = MetricCatalogue.standard().metric(part.metric());
    return words.metric(metric)
        + " "
        + words.value(metric, part.value())
        + " ("
        + part.points()
        + ")";
  }
}
