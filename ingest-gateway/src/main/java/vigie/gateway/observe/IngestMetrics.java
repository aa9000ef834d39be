package vigie.gateway.observe;

import vigie.intake.IntakeResult;

/**
 * Counts readings. At every moment {@code received = accepted + rejected + failed + in flight}, and
 * at rest nothing is in flight. A message refused as a whole counts as one reading. A message that
 * failed comes again and counts again. Called from several threads.
 */
public interface IngestMetrics {
  /** A message came, and this is decided of it. */
  void received(IntakeResult result);

  /** All of it is in Kafka, this many nanoseconds after it came. */
  void kept(IntakeResult result, long nanos);

  /** Not all of it is in Kafka; it was not acknowledged and comes again. */
  void failed(IntakeResult result);

  /** A message was acknowledged to the broker. */
  void acknowledged(int messages);

  /** A connection to the broker ended, wanted or not. */
  void connectionEnded();
}
