package vigie.cli.simulate;

import java.time.Instant;
import java.util.SplittableRandom;

/** Reproducible variation: the same seed, channel and tick always give the same number. */
record Noise(long seed) {
  private static final int SMOOTHED_OVER = 5;
  private static final int SUMMANDS = 4;

  /**
   * Smooth noise about zero; neighbours in time are alike, as in physiological series.
   *
   * @param channel which series
   * @param at when
   * @param tickSeconds length of one tick
   * @param spread the standard deviation, roughly; three times it is never passed
   */
  double smooth(String channel, Instant at, long tickSeconds, double spread) {
    long tick = Math.floorDiv(at.getEpochSecond(), tickSeconds);
    double sum = 0;
    for (int back = 0; back < SMOOTHED_OVER; back++) {
      sum += white(channel, tick - back);
    }
    return spread * sum / Math.sqrt(SMOOTHED_OVER);
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  double uniform(String channel, long tick) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + channel.hashCode() * 31L + tick)
        .nextDouble();
  }

  /** Nearly normal with variance 1: a sum of uniforms, so it has an end. */
  private double white(String channel, long tick) {
    SplittableRandom random =
        new SplittableRandom(seed * 0x9E3779B97F4A7C15L + channel.hashCode() * 31L + tick);
    double sum = 0;
    for (int i = 0; i < SUMMANDS; i++) {
      sum += random.nextDouble() - 0.5;
    }
    return Math.max(-1.34, Math.min(1.34, sum * Math.sqrt(12.0 / SUMMANDS)));
  }
}
