package vigie.api.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From where and with what somebody signed in: enough for them to know it again, too coarse to
 * follow them by (C-19).
 *
 * @param network the address without its last part: 24 bits of IPv4, 48 of IPv6
 * @param agent what the client calls itself; {@code unknown} when it says nothing
 */
public record Origin(String network, String agent) {
  private static final int IPV4_BYTES = 4;
  private static final int IPV4_KEPT = 3;
  private static final int IPV6_KEPT = 6;
  private static final int AGENT_LENGTH_MAX = 120;

  /** The origin of a request. */
  public static Origin of(InetAddress address, @Nullable String agent) {
    String said = agent == null ? "" : agent.replaceAll("[^\\x20-\\x7e]", "").strip();
    String cut = said.substring(0, Math.min(said.length(), AGENT_LENGTH_MAX)).strip();
    return new Origin(network(address.getAddress()), cut.isEmpty() ? "unknown" : cut);
  }

  private static String network(byte[] address) {
    int kept = address.length == IPV4_BYTES ? IPV4_KEPT : IPV6_KEPT;
    byte[] coarse = Arrays.copyOf(Arrays.copyOf(address, kept), address.length);
    try {
      return InetAddress.getByAddress(coarse).getHostAddress() + "/" + kept * Byte.SIZE;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
