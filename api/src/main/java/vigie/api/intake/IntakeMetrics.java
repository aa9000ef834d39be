package vigie.api.intake;

import vigie.intake.IntakeResult;

/** Counters of what comes over HTTP: received = accepted + rejected + failed. */
interface IntakeMetrics {
  /** All of it is kept. */
  void kept(IntakeResult result);

  /** At least one reading of it could not be kept; all count as failed. */
  void failed(IntakeResult result);
}
