package vigie.local.junit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import vigie.local.Ports;

/** Where a test's stack may listen. */
public final class FreePorts {
  private static final int OFFSET_MIN = 11_000;

  /** Below the ports that Linux gives to outgoing connections: one that is free may go at once. */
  private static final int OFFSET_MAX = 22_000;

  /** No server's: who listens there has the offset. */
  private static final int RESERVED_PORT = 9_999;

  private static final int ATTEMPTS = 200;
  private static final Queue<ServerSocket> RESERVED = new ConcurrentLinkedQueue<>();

  private FreePorts() {}

  /**
   * Free ports, which no other test is given while this JVM runs.
   *
   * @throws IllegalStateException when there are none
   */
  public static Ports reserved() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Ports candidate = new Ports(ThreadLocalRandom.current().nextInt(OFFSET_MIN, OFFSET_MAX));
      try {
        ServerSocket socket =
            new ServerSocket(candidate.moved(RESERVED_PORT), 1, InetAddress.getLoopbackAddress());
        if (candidate.all().stream().allMatch(Ports::isFree)) {
          RESERVED.add(socket);
          return candidate;
        }
        socket.close();
      } catch (IOException taken) {
        // Another one then.
      }
    }
    throw new IllegalStateException(
        "no free ports from " + OFFSET_MIN + " on: end what listens there");
  }
}
