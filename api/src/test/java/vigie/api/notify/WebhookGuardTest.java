package vigie.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookGuardTest {
  private final WebhookGuard guard = new WebhookGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.1.2.3",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.0.1",
        "198.19.255.255",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "2001::1",
        "2002:7f00:1::",
        "2001:db8::1",
      })
  void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
    assertThat(guard.allows(address(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00::1",
      })
  void whatIsPublicIsAllowed(String address) throws UnknownHostException {
    assertThat(guard.allows(address(address))).isTrue();
  }

  @Test
  void anAllowedNetworkIsAllowedAndItsNeighbourIsNot() throws UnknownHostException {
    WebhookGuard open =
        new WebhookGuard(List.of(Network.parse("127.0.0.1/32"), Network.parse("fd00::/9")));

    assertThat(open.allows(address("127.0.0.1"))).isTrue();
    assertThat(open.allows(address("127.0.0.2"))).isFalse();
    assertThat(open.allows(address("fd7f::1"))).isTrue();
    assertThat(open.allows(address("fc00::1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0", "10.0.0.0/33", "localhost/8", "::/129", "1.2.3.4.5/8", "abc/8"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.parse(text))
        .withMessageContaining("10.0.0.0/8");
  }

  /** No name server is asked for what is an address. */
  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getAllByName(text)[0];
  }
}
