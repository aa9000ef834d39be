package vigie.engine;

/**
 * What a gate has seen of its metric. Public fields are what Flink stores; times in milliseconds
 * since 1970 UTC.
 */
public final class GateMark {
  /** Which gate; see {@link GateInForce#key}. */
  public int gate;

  /** Number of the gate's metric. */
  public int metric;

  /** The latest sample. */
  public long seen;

  /** Whether that one met the gate's condition. */
  public boolean met;

  /** The latest sample that met it. */
  public long lastMet = Long.MIN_VALUE;

  /** An empty one, for Flink. */
  public GateMark() {}

  GateMark copy() {
    GateMark copy = new GateMark();
    copy.gate = gate;
    copy.metric = metric;
    copy.seen = seen;
    copy.met = met;
    copy.lastMet = lastMet;
    return copy;
  }
}
