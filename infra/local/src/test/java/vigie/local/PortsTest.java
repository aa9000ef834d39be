package vigie.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void theUsualPortsAreUsedWhenNothingIsSet() {
    Ports ports = Ports.of(Map.of());
    assertThat(ports.mqtt()).isEqualTo(1883);
    assertThat(ports.kafka()).isEqualTo(9092);
    assertThat(ports.flink()).isEqualTo(8081);
    assertThat(ports.api()).isEqualTo(8080);
    assertThat(ports.gateway()).isEqualTo(8082);
    assertThat(ports.database()).isEqualTo(5442);
  }

  @Test
  void oneOffsetMovesAllAndNoneMeet() {
    Ports ports = Ports.of(Map.of("VIGIE_PORT_OFFSET", "1000"));
    assertThat(ports.kafka()).isEqualTo(10092);
    assertThat(new HashSet<>(ports.all())).hasSameSizeAs(ports.all());
    assertThat(ports.all()).doesNotContainAnyElementsOf(new Ports(0).all());
  }

  @Test
  void anOffsetThatIsNoNumberOrOutOfRangeIsRefusedByName() {
    for (String wrong : new String[] {"many", "-1", "60000", "1.5"}) {
      assertThatThrownBy(() -> Ports.of(Map.of("VIGIE_PORT_OFFSET", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("VIGIE_PORT_OFFSET");
    }
  }
}
