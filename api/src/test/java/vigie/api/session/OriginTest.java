package vigie.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of where somebody signs in from. */
@Tag("C-19")
class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.77,                 192.0.2.0/24",
    "192.0.2.255,                192.0.2.0/24",
    "127.0.0.1,                  127.0.0.0/24",
    "2001:db8:1:2:3:4:5:6,       2001:db8:1:0:0:0:0:0/48",
    "2001:db8:ffff:ffff::1,      2001:db8:ffff:0:0:0:0:0/48",
    "::ffff:192.0.2.77,          192.0.2.0/24",
  })
  void onlyTheNetworkIsKept(String address, String network) throws Exception {
    assertThat(Origin.of(InetAddress.getByName(address), null).network()).isEqualTo(network);
  }

  @Test
  void whatAClientCallsItselfIsCutAndCleaned() {
    InetAddress here = InetAddress.getLoopbackAddress();

    assertThat(Origin.of(here, "  App/1 \n(phone)\u0000 ").agent()).isEqualTo("App/1 (phone)");
    assertThat(Origin.of(here, "x".repeat(4_000)).agent()).hasSize(120);
    assertThat(Origin.of(here, "\u00e9\u0007").agent()).isEqualTo("unknown");
    assertThat(Origin.of(here, null).agent()).isEqualTo("unknown");
  }
}
