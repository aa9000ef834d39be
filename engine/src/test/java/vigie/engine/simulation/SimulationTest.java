package vigie.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand seeds, each some patients over some days. A failure names its seed; {@code
 * -Dvigie.seed=N} replays it alone and prints every step.
 */
class SimulationTest {
  private static final int SEEDS = 10_000;

  private static final long DOWN_MILLIS = 5_000;

  @Test
  void everyPromiseHoldsWhateverTransportDoes() {
    Long only = Long.getLong("vigie.seed");
    if (only != null) {
      check(only, new Seed(only).run(new Core(), step -> System.out.println(Text.of(step))));
      return;
    }
    long begun = System.nanoTime();
    long virtualMillis = 0;
    long steps = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation.Outcome outcome = new Seed(seed).run(new Core());
      check(seed, outcome);
      virtualMillis += outcome.virtualMillis();
      steps += outcome.steps();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "Simulation: %d seeds, %d steps, %d virtual days in %.1f s: %.0f virtual s per s%n",
        SEEDS,
        steps,
        Duration.ofMillis(virtualMillis).toDays(),
        seconds,
        virtualMillis / 1e3 / seconds);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyPromiseHoldsAfterACrashBehindAnyStep(long seed) {
    int steps = new Seed(seed).crashAfter(Integer.MAX_VALUE, 0, 0).steps();
    for (int step = 1; step <= steps; step++) {
      check(seed, new Seed(seed).crashAfter(step, 1 + step % 20, DOWN_MILLIS));
    }
  }

  @Test
  void theSameSeedIsTheSameStory() {
    StringBuilder first = new StringBuilder();
    StringBuilder again = new StringBuilder();
    new Seed(7).run(new Core(), step -> first.append(Text.of(step)).append('\n'));
    new Seed(7).run(new Core(), step -> again.append(Text.of(step)).append('\n'));
    assertThat(again).hasToString(first.toString()).isNotEmpty();
  }

  private static void check(long seed, Simulation.Outcome outcome) {
    assertThat(outcome.broken().findings())
        .as(
            "seed %d; replay: mvn -o -pl engine -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dvigie.seed=%d",
            seed, seed)
        .isEmpty();
  }
}
