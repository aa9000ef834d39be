package vigie.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadRoundsTest {
  private static final ReadRounds.Case YEAR = new ReadRounds.Case("one year", 4, 50);

  @Test
  void theRatioIsTheMedianOfTheRoundsOwn() {
    ReadRounds rounds = new ReadRounds();
    rounds.add(YEAR, new ReadResult(100, 1, 2), new ReadResult(50, 10, 20));
    rounds.add(YEAR, new ReadResult(1_000, 1, 2), new ReadResult(600, 10, 60));
    rounds.add(YEAR, new ReadResult(10, 1, 2), new ReadResult(1, 10, 40));
    assertThat(rounds.ratio(YEAR)).isEqualTo(0.5);
    assertThat(rounds.p99(YEAR)).isEqualTo(40);
    assertThat(rounds.table())
        .contains("one year, 4 connections")
        .contains("50 (1 to 600)/s")
        .contains("ratio 0.50 (goal 0.5: met), p99 40.0 ms (goal 50 ms: met)");
  }

  @Test
  void aMissedGoalIsSaid() {
    ReadRounds rounds = new ReadRounds();
    rounds.add(YEAR, new ReadResult(100, 1, 2), new ReadResult(49, 10, 51));
    assertThat(rounds.table())
        .contains("ratio 0.49 (goal 0.5: missed), p99 51.0 ms (goal 50 ms: missed)");
    assertThat(rounds.json()).contains("\"ratio\":0.490").contains("\"connections\":4");
  }
}
