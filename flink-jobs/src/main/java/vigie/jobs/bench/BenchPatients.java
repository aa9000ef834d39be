package vigie.jobs.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vigie.patient.PatientProfile;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * Patients who send five vital signs each minute, in the order in which the intake hands on what
 * was measured at one time. Values wander within the normal; of twenty patients one at a time has
 * half an hour of a fast heart and low oxygen.
 *
 * @param patients how many
 * @param minutes of readings
 * @param end when the last minute is
 */
record BenchPatients(int patients, int minutes, Instant end) {
  private static final int EPISODE_MINUTES = 30;
  private static final int EPISODE_SHARE = 20;
  private static final List<Metric> METRICS =
      List.of(
          metric("heart-rate"),
          metric("respiratory-rate"),
          metric("spo2"),
          metric("bp-systolic"),
          metric("body-temperature"));

  /** Readings of one patient and minute. */
  static final int METRICS_EACH = METRICS.size();

  long readings() {
    return (long) patients * minutes * METRICS_EACH;
  }

  PatientProfile profile(int patient) {
    return new PatientProfile(
        id(patient),
        1,
        EnumSet.allOf(Category.class),
        new UUID(1, patient),
        new UUID(2, patient),
        List.of(),
        Set.of());
  }

  Reading reading(int patient, int minute, int metric) {
    Instant at =
        end.minus(Duration.ofMinutes(minutes - 1L - minute)).minusMillis(60_000 - patient % 60_000);
    return new Reading(
        id(patient),
        new DeviceId("bench-" + patient),
        METRICS.get(metric),
        value(patient, minute, metric),
        at,
        null,
        60,
        at.plusMillis(80),
        (long) minute * METRICS_EACH + metric,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ofMinutes(1));
  }

  private static double value(int patient, int minute, int metric) {
    boolean ill = (minute / EPISODE_MINUTES + patient) % EPISODE_SHARE == 0;
    int wander = Math.floorMod(patient * 31 + minute * 7 + metric * 13, 9);
    return switch (metric) {
      case 0 -> (ill ? 152 : 68) + wander;
      case 1 -> 13 + wander / 2;
      case 2 -> ill ? 84 + wander / 3 : 97 + wander / 5;
      case 3 -> 116 + wander;
      default -> 36.4 + wander / 10.0;
    };
  }

  private static PatientId id(int patient) {
    // Spread over the whole range, as random ids are.
    long high = patient * 0x9E37_79B9_7F4A_7C15L;
    return new PatientId(new UUID(high, ~high));
  }

  private static Metric metric(String id) {
    return MetricCatalogue.standard().metric(id);
  }
}
