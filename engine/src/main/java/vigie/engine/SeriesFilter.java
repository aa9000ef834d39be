package vigie.engine;

import org.jspecify.annotations.Nullable;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** Picks series: the readings of one metric from one device. */
@FunctionalInterface
interface SeriesFilter {
  /** Whether the metric of this number, measured by this device, is meant. */
  boolean test(int metric, String device);

  /**
   * Those of sources that the patient took out of their consent.
   *
   * @param category the one that is judged; null for all of them
   */
  static SeriesFilter withheld(PatientProfile profile, @Nullable Category category) {
    return (number, device) -> {
      Category whose = metric(number).category();
      return (category == null || whose == category)
          && profile.consents().contains(whose)
          && !profile.consentsTo(whose, device);
    };
  }

  /** Those that may not be used under this profile: without consent, or restricted. */
  static SeriesFilter unused(PatientProfile profile) {
    return (number, device) -> {
      Metric metric = metric(number);
      return !profile.consentsTo(metric.category(), device) || profile.restricts(metric);
    };
  }

  private static Metric metric(int number) {
    return MetricCatalogue.standard().metric(number);
  }
}
