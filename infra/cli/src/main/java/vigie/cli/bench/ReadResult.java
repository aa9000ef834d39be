package vigie.cli.bench;

import org.HdrHistogram.Histogram;

/**
 * How fast a contender read in one round.
 *
 * @param perSecond answers
 * @param p50 milliseconds that an answer took, median
 * @param p99 milliseconds that 99 of 100 answers took at most
 */
record ReadResult(double perSecond, double p50, double p99) {
  private static final double MICROS = 1000.0;

  static ReadResult of(double perSecond, Histogram micros) {
    return new ReadResult(
        perSecond,
        micros.getValueAtPercentile(50) / MICROS,
        micros.getValueAtPercentile(99) / MICROS);
  }
}
