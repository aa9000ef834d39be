package vigie.gateway.publish;

/** Told exactly once what became of a message's readings, on a thread that must not be held. */
public interface PublishOutcome {
  /** Every reading and every rejection of the message is kept. */
  void kept();

  /** At least one could not be kept; some others may have been. */
  void failed(Exception cause);
}
