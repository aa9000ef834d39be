package vigie.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that finds nothing proves nothing unless it finds what is there. */
class PlantedDefectsTest {
  private static final int SEEDS = 500;

  @ParameterizedTest
  @EnumSource
  void isNoticedByThePromiseThatItBreaks(Defect defect) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Broken broken = new Seed(seed).run(defect.core()).broken();
      if (broken.promises().contains(defect.notices)) {
        assertThat(new Seed(seed).run(new Core()).broken().findings()).isEmpty();
        System.out.printf(
            "%s: %s, after %d seeds; broken %s%n", defect, defect.notices, seed, broken.promises());
        return;
      }
    }
    throw new AssertionError(defect + " was not noticed by " + defect.notices);
  }
}
