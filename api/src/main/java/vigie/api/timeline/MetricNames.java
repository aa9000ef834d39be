package vigie.api.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.api.access.Decision;
import vigie.api.web.Refusal;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Metrics as requests name them. */
final class MetricNames {
  private MetricNames() {}

  /**
   * The metrics of these names that a decision shows.
   *
   * @param names by commas; null for all that devices send
   * @throws Refusal when one is not in the catalogue
   */
  static List<Metric> shown(@Nullable String names, Decision decision) {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    if (names == null) {
      return catalogue.all().stream()
          .filter(metric -> metric.measured() && decision.shows(metric))
          .toList();
    }
    List<Metric> metrics = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      Metric metric =
          catalogue
              .find(name.strip())
              .orElseThrow(
                  () -> Refusal.invalid("metric", "'" + name + "' is not in the catalogue"));
      if (decision.shows(metric)) {
        metrics.add(metric);
      }
    }
    return metrics;
  }
}
