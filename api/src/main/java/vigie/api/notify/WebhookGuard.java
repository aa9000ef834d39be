package vigie.api.notify;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a webhook may lead to: a person who sets one must not make us call what only we
 * can reach. What the IANA registries of special-purpose addresses do not call globally reachable
 * is refused, unless the operator allows its network. Pure.
 */
final class WebhookGuard {
  private static final List<Network> SPECIAL =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              // Of IPv6, ways to reach IPv4 by another name, and documentation.
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .stream()
          .map(Network::parse)
          .toList();

  /** All that is given out of IPv6 for use over the internet. */
  private static final Network GLOBAL_V6 = Network.parse("2000::/3");

  private final List<Network> allowed;

  /**
   * A guard.
   *
   * @param allowed networks that webhooks may lead to although they are not public
   */
  WebhookGuard(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** Whether a webhook may be called at this address. */
  boolean allows(InetAddress address) {
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return true;
    }
    if (address instanceof Inet6Address && !GLOBAL_V6.contains(address)) {
      return false;
    }
    return SPECIAL.stream().noneMatch(network -> network.contains(address));
  }
}
