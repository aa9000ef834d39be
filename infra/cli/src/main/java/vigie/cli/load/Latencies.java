package vigie.cli.load;

import org.HdrHistogram.Histogram;

/** Percentiles in milliseconds. */
record Latencies(
    long count, double p50, double p90, double p99, double p999, double max, double mean) {
  private static final double MICROS = 1000.0;

  static Latencies of(Histogram micros) {
    return new Latencies(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / MICROS,
        micros.getValueAtPercentile(90) / MICROS,
        micros.getValueAtPercentile(99) / MICROS,
        micros.getValueAtPercentile(99.9) / MICROS,
        micros.getMaxValue() / MICROS,
        micros.getMean() / MICROS);
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms (%,d)"
        .formatted(p50, p90, p99, p999, max, count);
  }
}
