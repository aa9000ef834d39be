package vigie.engine.simulation;

import java.util.Arrays;
import java.util.List;

/**
 * How one vital sign runs while something is wrong: values about the limits of its rules.
 *
 * @param metric its id
 * @param usual value while all is well
 * @param levels values from unwell to ill
 */
record Course(String metric, double usual, List<Double> levels) {
  /** Those that one device measures alone. */
  static final List<Course> ALL =
      List.of(
          of("heart-rate", 70, 96, 101, 106, 111, 118, 124, 125, 126, 131, 139, 140, 150, 160),
          of("heart-rate", 70, 52, 49, 46, 45, 41, 40, 36, 35, 31, 30, 28),
          of("spo2", 98, 96, 95, 94, 93, 92, 91, 90, 89, 88, 87, 82, 68),
          of("glucose-cgm", 110, 100, 85, 76, 75, 72, 70, 69, 60, 54, 53, 45, 40),
          of("glucose-cgm", 110, 170, 180, 185, 229, 230, 251, 269, 270, 301, 340),
          of("body-temperature", 36.8, 37.8, 38.1, 38.8, 39.1, 39.4, 39.5, 40, 40.4, 41),
          of("respiratory-rate", 16, 20, 21, 22, 23, 25, 26, 27, 30, 34),
          of("bp-systolic", 120, 105, 101, 100, 95, 91, 90, 88, 80, 76));

  /** All vital signs of the early-warning score, each with values from well to ill. */
  static final List<Course> EARLY_WARNING =
      List.of(
          of("respiratory-rate", 16, 21, 25),
          of("spo2", 97, 94, 91),
          of("bp-systolic", 120, 100, 90),
          of("heart-rate", 72, 111, 131),
          of("body-temperature", 36.8, 38.5, 39.2));

  private static Course of(String metric, double usual, double... levels) {
    return new Course(metric, usual, Arrays.stream(levels).boxed().toList());
  }

  /** The value at this level; the usual one below 0. */
  double at(int level) {
    return level < 0 ? usual : levels.get(level);
  }
}
