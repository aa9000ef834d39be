package vigie.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which readings the benchmark of reading fills in: a year of several patients, of whom the first
 * has a fifth of all. Each is measured in bursts, as a band does it: in some minutes, {@link
 * #BURST} readings of each of {@link #METRICS}, and nothing until the next. Pure.
 *
 * @param readings how many, about: bursts are whole
 * @param patients beside the first
 * @param end of the year, exclusive; midnight UTC, so that no bucket is torn
 */
record ReadsPlan(long readings, int patients, Instant end) {
  /** The length of what is filled in. */
  static final Duration YEAR = Duration.ofDays(365);

  /** One transaction's time: a chunk of readings is as long. */
  static final Duration PART = Duration.ofDays(7);

  /** Heart rate, respiratory rate, SpO2, body temperature and continuous glucose, by number. */
  static final List<Integer> METRICS = List.of(1, 2, 3, 7, 11);

  /** Readings of a metric in a minute that is measured. */
  static final int BURST = 6;

  private static final int HEAVY_SHARE = 5;

  /** Checks that each patient has something and that bursts are minutes apart. */
  ReadsPlan {
    if (patients < 1) {
      throw new IllegalArgumentException("patients must be at least 1, but is " + patients);
    }
    if (heavyBursts(readings) < 1
        || heavyBursts(readings) > YEAR.toMinutes()
        || bursts(readings, patients) < 1) {
      throw new IllegalArgumentException(
          "readings must be more than %,d for each of %d patients and at most %,d, but is %,d"
              .formatted(
                  METRICS.size() * BURST * HEAVY_SHARE / (HEAVY_SHARE - 1),
                  patients,
                  YEAR.toMinutes() * METRICS.size() * BURST * HEAVY_SHARE,
                  readings));
    }
  }

  Instant begin() {
    return end.minus(YEAR);
  }

  /** Bursts of a patient in the year; 0 is the first patient, who has most. */
  long bursts(int patient) {
    return patient == 0 ? heavyBursts(readings) : bursts(readings, patients);
  }

  /** Readings of a patient. */
  long readingsOf(int patient) {
    return bursts(patient) * METRICS.size() * BURST;
  }

  /** Readings that bursts come to. */
  long total() {
    return readingsOf(0) + patients * readingsOf(1);
  }

  /** How many parts the year has; the last is shorter. */
  int parts() {
    return (int) ((YEAR.toSeconds() + PART.toSeconds() - 1) / PART.toSeconds());
  }

  /** Begin of a part, in seconds of the year; of the one behind the last the year's end. */
  long partBegin(int part) {
    return Math.min(part * PART.toSeconds(), YEAR.toSeconds());
  }

  private static long heavyBursts(long readings) {
    return readings / HEAVY_SHARE / METRICS.size() / BURST;
  }

  private static long bursts(long readings, int patients) {
    return readings * (HEAVY_SHARE - 1) / HEAVY_SHARE / patients / METRICS.size() / BURST;
  }
}
