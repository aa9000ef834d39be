package vigie.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares rollups: all exactly, but the sum, whose rounding depends on the order of adding. */
final class RollupsAssert {
  private static final double SUM_TOLERANCE = 1e-9;

  private RollupsAssert() {}

  static void assertEqualButForRounding(List<Rollup> actual, List<Rollup> expected) {
    assertThat(actual.stream().map(RollupsAssert::withoutSum).toList())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(RollupsAssert::withoutSum).toList());
    Map<Rollup, Rollup> byRest =
        expected.stream().collect(Collectors.toMap(RollupsAssert::withoutSum, Function.identity()));
    for (Rollup rollup : actual) {
      double size = Math.max(Math.abs(rollup.min()), Math.abs(rollup.max())) * rollup.count();
      assertThat(rollup.sum())
          .isCloseTo(
              Objects.requireNonNull(byRest.get(withoutSum(rollup))).sum(),
              within(SUM_TOLERANCE * size));
    }
  }

  private static Rollup withoutSum(Rollup r) {
    return new Rollup(
        r.patient(),
        r.metric(),
        r.bucket(),
        r.count(),
        0,
        r.min(),
        r.max(),
        r.firstTs(),
        r.first(),
        r.firstDisc(),
        r.lastTs(),
        r.last(),
        r.lastDisc());
  }
}
