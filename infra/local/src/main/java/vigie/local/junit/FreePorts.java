package vigie.local.junit;

import java.util.Collections;
import vigie.local.Ports;

/** Where a test's stack may listen. */
public final class FreePorts {
  /**
   * From here on Linux gives ports to outgoing connections: one that is free now may go at once.
   */
  private static final int OUTGOING = 32_768;

  private static final int APART = 137;

  private FreePorts() {}

  /**
   * The first free ports from this offset on.
   *
   * @throws IllegalStateException when there are none
   */
  public static Ports from(int offset) {
    Ports ports = new Ports(offset);
    while (Collections.max(ports.all()) < OUTGOING) {
      if (ports.all().stream().allMatch(Ports::isFree)) {
        return ports;
      }
      ports = new Ports(ports.offset() + APART);
    }
    throw new IllegalStateException(
        "no free ports from " + offset + " on, below " + OUTGOING + ": end what listens there");
  }
}
