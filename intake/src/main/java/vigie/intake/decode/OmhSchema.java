package vigie.intake.decode;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a body of one Open mHealth schema holds, as far as we take it.
 *
 * @param name the schema's name
 * @param parts its values
 * @param strictFrom the major version from which the body must have a time, and a real one
 * @param interval whether from then on only an interval will do
 * @param required another field that it must have; empty for none
 */
record OmhSchema(String name, List<Part> parts, int strictFrom, boolean interval, String required) {

  /**
   * One value of a body.
   *
   * @param field its name
   * @param metric the metric's id
   * @param units the schema's units, each with the catalogue's spelling
   * @param optional whether the body may lack it
   */
  record Part(String field, String metric, Map<String, String> units, boolean optional) {}

  private static final Map<String, String> DURATION = Map.of("h", "h", "min", "min");

  private static final Map<String, OmhSchema> BY_NAME =
      Stream.of(
              instant("heart-rate", 2, part("heart_rate", "heart-rate", "beats/min")),
              instant(
                  "respiratory-rate",
                  2,
                  part("respiratory_rate", "respiratory-rate", "breaths/min")),
              instant("oxygen-saturation", 2, part("oxygen_saturation", "spo2", "%")),
              instant(
                  "blood-pressure",
                  4,
                  part("systolic_blood_pressure", "bp-systolic", "mmHg"),
                  part("diastolic_blood_pressure", "bp-diastolic", "mmHg")),
              instant("blood-glucose", 3, part("blood_glucose", "glucose", "mg/dL", "mmol/L")),
              instant(
                  "body-temperature", 3, part("body_temperature", "body-temperature", "C", "F")),
              instant(
                  "body-weight",
                  2,
                  new Part(
                      "body_weight",
                      "body-weight",
                      Map.of("kg", "kg", "g", "g", "lb", "lb"),
                      false)),
              instant("body-height", 2, part("body_height", "body-height", "cm", "m", "in")),
              instant(
                  "body-mass-index",
                  3,
                  new Part(
                      "body_mass_index",
                      "bmi",
                      Map.of("kg/m2", "kg/m2", "kg/m^2", "kg/m2"),
                      false)),
              instant("body-fat-percentage", 2, part("body_fat_percentage", "body-fat", "%")),
              interval("step-count", 2, part("step_count", "steps", "steps")),
              interval("calories-burned", 2, part("kcal_burned", "active-energy", "kcal")),
              interval(
                  "minutes-moderate-activity",
                  2,
                  part("minutes_moderate_activity", "exercise", "min")),
              interval(
                  "sleep-duration", 2, new Part("sleep_duration", "sleep-total", DURATION, false)),
              interval(
                  "total-sleep-time",
                  1,
                  new Part("total_sleep_time", "sleep-total", DURATION, false)),
              interval(
                  "sleep-episode", 1, new Part("total_sleep_time", "sleep-total", DURATION, true)),
              new OmhSchema(
                  "physical-activity",
                  List.of(
                      new Part(
                          "distance", "distance", Map.of("m", "m", "km", "km", "mi", "mi"), true),
                      new Part("kcal_burned", "active-energy", Map.of("kcal", "kcal"), true)),
                  3,
                  true,
                  "activity_name"))
          .collect(Collectors.toUnmodifiableMap(OmhSchema::name, schema -> schema));

  /**
   * Fields whose text must be one of a list, wherever they stand (schema folder omh, IEEE 1752).
   */
  private static final Map<String, Set<String>> CODES =
      Map.of(
          "descriptive_statistic",
          Set.of(
              "average",
              "count",
              "maximum",
              "median",
              "minimum",
              "standard deviation",
              "sum",
              "variance",
              "20th percentile",
              "80th percentile",
              "lower quartile",
              "upper quartile",
              "quartile deviation",
              "1st quintile",
              "2nd quintile",
              "3rd quintile",
              "4th quintile"),
          "temporal_relationship_to_meal",
          Set.of(
              "fasting",
              "not fasting",
              "before meal",
              "after meal",
              "before breakfast",
              "after breakfast",
              "before lunch",
              "after lunch",
              "before dinner",
              "after dinner",
              "with meal",
              "with food",
              "2 hours postprandial"),
          "temporal_relationship_to_sleep",
          Set.of("before sleeping", "during sleep", "on waking"),
          "temporal_relationship_to_physical_activity",
          Set.of("at rest", "active", "before exercise", "after exercise", "during exercise"),
          "blood_specimen_type",
          Set.of("whole blood", "plasma", "serum"),
          "specimen_source",
          Set.of(
              "breath",
              "capillary blood",
              "interstitial fluid",
              "lacrimal fluid",
              "plasma",
              "saliva",
              "serum",
              "sweat",
              "tears",
              "urine",
              "whole blood"));

  /** The schema of this name; null when it is not one we take. */
  static @Nullable OmhSchema find(String name) {
    return BY_NAME.get(name);
  }

  /** The first field of a body whose text is none that its list has; empty when all are. */
  static String wrongCode(Node body) {
    for (Map.Entry<String, Set<String>> codes : CODES.entrySet()) {
      Node code = body.get(codes.getKey());
      if (code.present() && !codes.getValue().contains(code.text())) {
        return codes.getKey();
      }
    }
    Node flow = body.get("supplemental_oxygen_flow_rate");
    return flow.present() && !flow.get("unit").text().equals("L/min")
        ? "supplemental_oxygen_flow_rate"
        : "";
  }

  private static OmhSchema instant(String name, int strictFrom, Part... parts) {
    return new OmhSchema(name, List.of(parts), strictFrom, false, "");
  }

  private static OmhSchema interval(String name, int strictFrom, Part... parts) {
    return new OmhSchema(name, List.of(parts), strictFrom, true, "");
  }

  private static Part part(String field, String metric, String... units) {
    return new Part(
        field,
        metric,
        Stream.of(units).collect(Collectors.toUnmodifiableMap(unit -> unit, unit -> unit)),
        false);
  }
}
