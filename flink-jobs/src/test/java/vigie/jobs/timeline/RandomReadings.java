package vigie.jobs.timeline;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.reading.PatientId;
import vigie.reading.Reading;

/** Readings of few patients over three days, crowded so that buckets and instants are shared. */
final class RandomReadings {
  private RandomReadings() {}

  static List<Reading> distinct(Random random, int count) {
    Map<UUID, Reading> readings = new LinkedHashMap<>();
    while (readings.size() < count) {
      Reading reading = one(random);
      readings.putIfAbsent(reading.id(), reading);
    }
    return List.copyOf(readings.values());
  }

  /** Of some of these another value, received later, or a retraction. */
  static List<Reading> corrections(Random random, List<Reading> readings, int count) {
    Map<List<Object>, Reading> corrections = new LinkedHashMap<>();
    while (corrections.size() < count) {
      Reading of = readings.get(random.nextInt(readings.size()));
      Reading correction =
          TimelineFixtures.correction(
              of, of.value() + 1 + random.nextInt(3), random.nextInt(2), random.nextInt(4) == 0);
      corrections.putIfAbsent(
          List.of(correction.id(), correction.value(), correction.retracts()), correction);
    }
    return List.copyOf(corrections.values());
  }

  private static Reading one(Random random) {
    PatientId patient = new PatientId(new UUID((long) random.nextInt(4) << 62, random.nextInt(2)));
    int metric = 1 + random.nextInt(3);
    int span = random.nextInt(10) == 0 ? 3 * 86_400_000 : 600_000;
    Instant at = TimelineFixtures.NOON.plusMillis(random.nextInt(span) / 500 * 500L);
    double value = Math.rint(random.nextDouble() * 1000) / 7;
    @Nullable Long sequence = random.nextBoolean() ? (Long) (long) random.nextInt(50) : null;
    return TimelineFixtures.reading(patient, metric, value, at, sequence);
  }
}
