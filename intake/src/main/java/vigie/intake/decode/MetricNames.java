package vigie.intake.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * What the names in flat payloads mean: every metric's id (also written {@code heart_rate} and
 * {@code heartRate}), the usual aliases, and both with a unit at the end, such as {@code
 * glucose_mmol_l}. Immutable, safe to share.
 */
public final class MetricNames {
  private static final Map<String, List<String>> ALIASES =
      Map.ofEntries(
          Map.entry("heart-rate", List.of("hr", "bpm", "pulse", "pr")),
          Map.entry("respiratory-rate", List.of("rr", "resp", "respiration")),
          Map.entry("spo2", List.of("SpO2", "oxygen", "o2sat")),
          Map.entry("bp-systolic", List.of("sys", "systolic", "sbp")),
          Map.entry("bp-diastolic", List.of("dia", "diastolic", "dbp")),
          Map.entry("bp-mean", List.of("map", "mbp")),
          Map.entry("glucose", List.of("bg", "sgv")),
          Map.entry("glucose-cgm", List.of("cgm")),
          Map.entry("body-temperature", List.of("temp", "tempc", "temperature", "body_temp")),
          Map.entry("body-weight", List.of("weight", "mass")));

  /** How units are spelled at the end of a name. */
  private static final Map<String, String> SUFFIXES =
      Map.ofEntries(
          Map.entry("_mg_dl", "mg/dL"),
          Map.entry("_mmol_l", "mmol/L"),
          Map.entry("_c", "Cel"),
          Map.entry("_f", "[degF]"),
          Map.entry("_kg", "kg"),
          Map.entry("_g", "g"),
          Map.entry("_lb", "[lb_av]"),
          Map.entry("_mmhg", "mm[Hg]"),
          Map.entry("_kpa", "kPa"));

  /**
   * What a name means.
   *
   * @param metric the metric
   * @param unit the unit that the name says; null when it says none
   */
  public record Meaning(Metric metric, @Nullable String unit) {}

  private final Map<String, Meaning> meanings = new HashMap<>();

  /** The names for a catalogue's metrics. */
  public MetricNames(MetricCatalogue catalogue) {
    for (Metric metric : catalogue.all()) {
      // What the detector makes of other metrics, or is told of devices, is no device's to send.
      if (metric.measured()) {
        add(metric.id(), metric);
        add(metric.id().replace('-', '_'), metric);
        add(camelCase(metric.id()), metric);
      }
    }
    ALIASES.forEach((id, names) -> names.forEach(name -> add(name, catalogue.metric(id))));
  }

  private void add(String name, Metric metric) {
    meanings.put(name, new Meaning(metric, null));
    SUFFIXES.forEach(
        (suffix, unit) -> {
          if (metric.toCanonical(1, unit).isPresent()) {
            meanings.put(name + suffix, new Meaning(metric, unit));
          }
        });
  }

  /** What a name means; null when nothing. */
  public @Nullable Meaning find(String name) {
    return meanings.get(name);
  }

  private static String camelCase(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}
