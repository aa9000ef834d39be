package vigie.api.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of network addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param base any address within it
 * @param bits how many leading bits count
 */
public record Network(InetAddress base, int bits) {
  private static final Pattern CIDR =
      Pattern.compile("([0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*)/(\\d{1,3})");

  /**
   * Reads one; never asks a name server.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Network parse(String text) {
    Matcher cidr = CIDR.matcher(text);
    if (cidr.matches()) {
      try {
        InetAddress base = InetAddress.getAllByName(cidr.group(1))[0];
        int bits = Integer.parseInt(cidr.group(2));
        if (bits <= base.getAddress().length * Byte.SIZE) {
          return new Network(base, bits);
        }
      } catch (UnknownHostException e) {
        // Said below.
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no network such as 10.0.0.0/8");
  }

  /** Whether the address lies within it; never for one of the other version of IP. */
  public boolean contains(InetAddress address) {
    byte[] own = base.getAddress();
    byte[] other = address.getAddress();
    if (own.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
