package vigie.engine;

/** Picks series: the readings of one metric from one device. */
@FunctionalInterface
interface SeriesFilter {
  /** Whether the metric of this number, measured by this device, is meant. */
  boolean test(int metric, String device);
}
