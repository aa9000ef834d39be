package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vigie.jobs.bench.Rounds;

class GatewayGoalsTest {
  private static final int READINGS = 5;

  private final Rounds rounds =
      new Rounds(
          List.of(GatewayContenders.FLOOR, GatewayContenders.GATEWAY, GatewayContenders.CONNECT));
  private final GatewayGoals goals = new GatewayGoals(rounds, READINGS);

  @Test
  void processorTimeIsSaidInMicrosecondsForAMessage() {
    round(1, 2, 10);

    // Two seconds for 100,000 readings are 20 µs for each of the five in a message.
    assertThat(goals.text()).containsPattern("gateway +100\\.0");
    assertThat(goals.json()).contains("\"gateway\":100.0");
  }

  @Test
  void theGatewaysCostIsComparedWithConnectInTheSameRound() {
    round(1, 2, 10);
    round(1, 6, 20);
    round(1, 9, 15);

    assertThat(goals.text()).contains("cpu per message: 0.30 (goal: at most 1/3)");
    assertThat(goals.json()).contains("\"ratio\":0.300,\"atMost\":0.333");
  }

  @Test
  void theGatewaysSpeedIsComparedWithTheBareLoop() {
    round(1, 2, 10);

    assertThat(goals.text()).contains("messages/s: 0.80 (goal: at least 0.5)");
    assertThat(goals.json()).contains("\"ratio\":0.800,\"atLeast\":0.500");
  }

  private void round(double floorCost, double gatewayCost, double connectCost) {
    rounds.add(GatewayContenders.FLOOR, 10_000, floorCost);
    rounds.add(GatewayContenders.GATEWAY, 8_000, gatewayCost);
    rounds.add(GatewayContenders.CONNECT, 5_000, connectCost);
  }
}
