package vigie.api.pipeline;

/**
 * What AlertJob says of itself.
 *
 * @param running whether all of it runs
 * @param degraded whether readings take more than a minute from gateway to decision
 * @param withoutProfile readings' owners that were forgotten since its start, for no profile came
 */
record JobReport(boolean running, boolean degraded, long withoutProfile) {
  /** Flink does not answer, or has no such job. */
  static final JobReport AWAY = new JobReport(false, false, 0);
}
