package vigie.local;

/** Another program listens on a port that a part of the stack needs. */
public final class PortTakenException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final int port;

  /**
   * Says which part wanted which port, and how to move it.
   *
   * @param part the name of the part that was to start
   * @param port the number as used, offset included
   */
  public PortTakenException(String part, int port) {
    super(
        "Port %d, wanted by %s, is taken by another program. Stop that program, or move all ports of this stack: set %s, e.g. %s=1000."
            .formatted(port, part, Ports.VARIABLE, Ports.VARIABLE));
    this.port = port;
  }

  /** The taken port. */
  public int port() {
    return port;
  }
}
