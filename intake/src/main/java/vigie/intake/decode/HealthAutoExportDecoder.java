package vigie.intake.decode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vigie.intake.decode.Node.Kind;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

/**
 * Health Auto Export's JSON of Apple Health: {@code {"data":{"metrics":[{"name","units","data":
 * [{"date","qty"}]}]}}}. Where the app has already made a minimum, average and maximum of several
 * values, the average is taken and marked doubtful, so that alone it opens no alert.
 *
 * <p>Over what time the app averages is no part of the JSON: it stands in the header {@code
 * automation-aggregation} of a message over HTTP. Where that is told, an average, and each
 * saturation, which the app averages without a word, is of that time; else of an instant, as it
 * stands there.
 */
public final class HealthAutoExportDecoder implements PayloadDecoder {
  /** The app's metrics, each with the catalogue's. */
  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("heart_rate", "heart-rate"),
          Map.entry("respiratory_rate", "respiratory-rate"),
          Map.entry("blood_oxygen_saturation", "spo2"),
          Map.entry("blood_glucose", "glucose"),
          Map.entry("body_temperature", "body-temperature"),
          Map.entry("basal_body_temperature", "basal-body-temperature"),
          Map.entry("apple_sleeping_wrist_temperature", "skin-temperature"),
          Map.entry("weight_body_mass", "body-weight"),
          Map.entry("height", "body-height"),
          Map.entry("body_mass_index", "bmi"),
          Map.entry("body_fat_percentage", "body-fat"),
          Map.entry("heart_rate_variability", "hrv-sdnn"),
          Map.entry("step_count", "steps"),
          Map.entry("walking_running_distance", "distance"),
          Map.entry("flights_climbed", "flights-climbed"),
          Map.entry("active_energy", "active-energy"),
          Map.entry("apple_exercise_time", "exercise"),
          Map.entry("walking_speed", "walking-speed"),
          Map.entry("dietary_energy", "diet-energy"),
          Map.entry("carbohydrates", "diet-carbs"),
          Map.entry("protein", "diet-protein"),
          Map.entry("total_fat", "diet-fat"),
          Map.entry("sodium", "diet-sodium"),
          Map.entry("dietary_sugar", "diet-sugar"),
          Map.entry("fiber", "diet-fibre"),
          Map.entry("dietary_water", "diet-water"));

  /** Metrics of several values at once: field to metric. */
  private static final Map<String, Map<String, String>> GROUPS =
      Map.of(
          "blood_pressure",
          Map.of("systolic", "bp-systolic", "diastolic", "bp-diastolic"),
          "sleep_analysis",
          Map.of(
              "totalSleep", "sleep-total",
              "deep", "sleep-deep",
              "core", "sleep-light",
              "rem", "sleep-rem"));

  /** The app's spellings that are not the catalogue's. */
  private static final Map<String, String> UNITS = Map.of("hr", "h", "km/hr", "km/h");

  /** The app's words for the time that a value is of. A second is no more than an instant. */
  private static final Map<String, ChronoUnit> AGGREGATIONS =
      Map.of(
          "default", ChronoUnit.MINUTES,
          "minutes", ChronoUnit.MINUTES,
          "hours", ChronoUnit.HOURS,
          "days", ChronoUnit.DAYS,
          "weeks", ChronoUnit.WEEKS,
          "months", ChronoUnit.MONTHS,
          "years", ChronoUnit.YEARS);

  private final JsonInput json;
  private final MetricCatalogue catalogue;
  private final String aggregation;

  /** Decodes to this catalogue's metrics. */
  public HealthAutoExportDecoder(MetricCatalogue catalogue) {
    this(JsonInput.ofLongTexts(), catalogue, "");
  }

  private HealthAutoExportDecoder(JsonInput json, MetricCatalogue catalogue, String aggregation) {
    this.json = json;
    this.catalogue = catalogue;
    this.aggregation = aggregation;
  }

  @Override
  public PayloadDecoder aggregated(String word) {
    return new HealthAutoExportDecoder(json, catalogue, word);
  }

  @Override
  public Decoded decode(byte[] payload, Instant received) {
    return json.tree(payload, root -> read(root, received));
  }

  private Decoded read(Node root, Instant received) {
    Node data = root.get("data");
    if (!data.is(Kind.OBJECT)) {
      return Decoded.malformed("the payload must be an object with an object 'data'");
    }
    Gathering message = new Gathering();
    message.dropped(root.fields().size() - 1);
    data.fields()
        .forEach(
            (field, value) -> {
              if (!field.equals("metrics") && !value.elements().isEmpty()) {
                unreadable(
                    message,
                    "data." + field,
                    RejectionReason.UNKNOWN_METRIC,
                    "'" + field + "' are not taken");
              }
            });
    Node metrics = data.get("metrics");
    if (metrics.present() && !metrics.is(Kind.ARRAY)) {
      unreadable(message, "data.metrics", RejectionReason.MALFORMED, "must be an array");
    }
    int index = 0;
    for (Node series : metrics.elements()) {
      series(series, "data.metrics[" + index + "]", received, message);
      index++;
    }
    return message.decoded();
  }

  private void series(Node series, String path, Instant received, Gathering message) {
    String name = series.get("name").text();
    Node samples = series.get("data");
    if (name.isEmpty() || !samples.is(Kind.ARRAY)) {
      unreadable(
          message, path, RejectionReason.MALFORMED, "a metric needs a name and an array 'data'");
      return;
    }
    Map<String, String> group = GROUPS.get(name);
    String metric = METRICS.get(name);
    if (group == null && metric == null) {
      // One for the whole series: nothing in it could be told apart.
      message.add(
          Measured.unreadable(name, "").reading(object(SentTime.UNSAID), path + ".name", null));
      return;
    }
    String units = series.get("units").text();
    String unit = units.isEmpty() ? null : UNITS.getOrDefault(units, units);
    int index = 0;
    for (Node sample : samples.elements()) {
      String at = path + ".data[" + index + "]";
      if (!sample.is(Kind.OBJECT)) {
        unreadable(message, at, RejectionReason.MALFORMED, "must be an object");
      } else if (group != null) {
        group(sample, group, unit, at, message);
      } else if (metric != null) {
        // The app counts even the body mass index.
        boolean counted = metric.equals("bmi") && "count".equals(unit);
        single(sample, catalogue.metric(metric), counted ? null : unit, received, at, message);
      }
      if (message.overfull()) {
        return;
      }
      index++;
    }
  }

  private void single(
      Node sample,
      Metric metric,
      @Nullable String unit,
      Instant received,
      String path,
      Gathering message) {
    Node average = sample.get("Avg");
    if (sample.get("qty").present() || !average.present()) {
      ChronoUnit over = metric.id().equals("spo2") ? over(metric) : null;
      // A mean of an hour shows nothing that lasted for minutes, and is no reading of now.
      boolean lasting = over != null && over != ChronoUnit.MINUTES;
      SentObject object = object(HealthAutoExportTimes.over(sample, over, received));
      add(object, path + ".qty", sample.get("qty"), metric, unit, lasting, message);
      return;
    }
    // Three equal values are one measurement.
    boolean several =
        sample.get("Min").number() != average.number()
            || sample.get("Max").number() != average.number();
    message.dropped(several ? 2 : 0);
    SentObject object =
        object(HealthAutoExportTimes.over(sample, several ? over(metric) : null, received));
    add(object, path + ".Avg", average, metric, unit, several, message);
  }

  /** The time that the sender says a value is of; null when none is said. */
  private @Nullable ChronoUnit over(Metric metric) {
    boolean seconds = aggregation.equals("default") && metric.id().equals("heart-rate");
    return seconds ? null : AGGREGATIONS.get(aggregation);
  }

  private void group(
      Node sample,
      Map<String, String> group,
      @Nullable String unit,
      String path,
      Gathering message) {
    SentObject object = object(HealthAutoExportTimes.of(sample));
    boolean any = false;
    for (Map.Entry<String, Node> field : sample.fields().entrySet()) {
      String metric = group.get(field.getKey());
      if (metric != null) {
        any = true;
        add(
            object,
            path + "." + field.getKey(),
            field.getValue(),
            catalogue.metric(metric),
            unit,
            false,
            message);
      }
    }
    if (!any) {
      unreadable(message, path, RejectionReason.MALFORMED, "holds none of " + group.keySet());
    }
  }

  private static void add(
      SentObject object,
      String path,
      Node value,
      Metric metric,
      @Nullable String unit,
      boolean doubtful,
      Gathering message) {
    message.add(
        Measured.of(metric.id(), value, unit).reading(object, path, metric, null, doubtful));
  }

  private static SentObject object(SentTime time) {
    return new SentObject(null, time, null, Context.UNKNOWN, false);
  }

  private static void unreadable(
      Gathering message, String path, RejectionReason reason, String detail) {
    message.unreadable(object(SentTime.UNSAID), path, reason, detail);
  }
}
