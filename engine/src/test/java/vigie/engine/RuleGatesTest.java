package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.engine.DerivedRuleUnderTest.STEP;
import static vigie.engine.DerivedRuleUnderTest.measured;
import static vigie.engine.DerivedRuleUnderTest.rows;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.RuleCatalogue;
import vigie.engine.DerivedRuleUnderTest.Row;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;

/** What rules ask of other metrics: holding, not holding, too old, unknown. */
@Tag("C-56")
class RuleGatesTest {
  // id | also or unless | metric | value that holds | value that does not | within
  private static final String GATES =
      """
      GL-7|also|glucose-cgm|149|150|PT10M
      GL-8|also|glucose-cgm|119|120|PT10M
      OX-5|unless|steps|1|0|PT10M
      NEWS2-7|unless|steps|1|0|PT10M
      NEWS2-5|unless|steps|1|0|PT10M
      NEWS2-3|unless|steps|1|0|PT10M
      NEWS2-1|unless|steps|1|0|PT10M
      HR-8|unless|steps|1|0|PT10M
      HR-1|unless|steps|1|0|PT10M
      HR-2|unless|steps|1|0|PT10M
      HR-3|unless|steps|1|0|PT10M
      HR-4|unless|steps|1|0|PT10M
      OX-1|unless|steps|1|0|PT10M
      OX-2|unless|steps|1|0|PT10M
      OX-3|unless|steps|1|0|PT10M
      OX-4|unless|steps|1|0|PT10M
      OX-6a|unless|steps|1|0|PT10M
      OX-6b|unless|steps|1|0|PT10M
      OX-6c|unless|steps|1|0|PT10M
      OX-6d|unless|steps|1|0|PT10M
      OX-6e|unless|steps|1|0|PT10M
      OX-6f|unless|steps|1|0|PT10M
      RR-1|unless|steps|1|0|PT10M
      RR-2a|unless|steps|1|0|PT10M
      RR-3|unless|steps|1|0|PT10M
      HR-6b|unless|night-heart-rate-usual|44.9|45|P30D
      BP-3|unless|bp-systolic-week|104.9|105|P30D
      BP-5c|also|bp-symptoms|1|0|PT1H
      BP-5d|also|bp-symptoms|1|0|PT1H
      BP-5e|also|bp-systolic|181|180|PT1H
      BP-5f|also|bp-diastolic|121|120|PT1H
      """;

  record GateRow(Row row, boolean also, String metric, double holds, double not, Duration within) {
    static GateRow of(String line) {
      String[] part = line.split("\\|", -1);
      return new GateRow(
          Stream.concat(rows(), measured())
              .filter(row -> row.id().equals(part[0]))
              .findAny()
              .orElseThrow(),
          part[1].equals("also"),
          part[2],
          Double.parseDouble(part[3]),
          Double.parseDouble(part[4]),
          Duration.parse(part[5]));
    }

    @Override
    public String toString() {
      return row.id() + " " + metric;
    }
  }

  static Stream<GateRow> gates() {
    return GATES.lines().map(GateRow::of);
  }

  @Test
  void theTableHasEveryGate() {
    assertThat(gates().map(gate -> gate.row.id()))
        .containsExactlyInAnyOrderElementsOf(
            RuleCatalogue.defaults().stream()
                .filter(rule -> !MetricCatalogue.standard().metric(rule.metric()).technical())
                .flatMap(
                    r -> Stream.concat(r.also().stream(), r.unless().stream()).map(g -> r.id()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("gates")
  void aGateDecidesByWhatItSawInItsTime(GateRow gate) {
    // Known and holding; not holding; too old; never seen.
    assertThat(opensAfter(gate, gate.holds, Duration.ZERO)).isEqualTo(gate.also);
    assertThat(opensAfter(gate, gate.not, Duration.ZERO)).isEqualTo(!gate.also);
    assertThat(opensAfter(gate, gate.holds, gate.within)).isEqualTo(gate.also);
    assertThat(opensAfter(gate, gate.holds, gate.within.plusMillis(1))).isEqualTo(!gate.also);
    DerivedRuleUnderTest unknown = new DerivedRuleUnderTest(gate.row);
    assertThat(confirms(unknown, gate.row, null)).isEqualTo(!gate.also);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void alsoAsksTheLatestSampleAndUnlessAny(GateRow gate) {
    DerivedRuleUnderTest bench = new DerivedRuleUnderTest(gate.row);
    assertThat(
            confirms(
                bench,
                gate.row,
                () -> {
                  bench.takes(gate.metric, gate.holds);
                  bench.takes(gate.metric, gate.not);
                }))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("gates")
  void aDoubtfulSampleIsNotSeenByAGate(GateRow gate) {
    DerivedRuleUnderTest bench = new DerivedRuleUnderTest(gate.row);
    assertThat(
            confirms(
                bench,
                gate.row,
                () -> {
                  bench.sample.quality = Quality.QUESTIONABLE;
                  bench.takes(gate.metric, gate.holds);
                  bench.sample.quality = Quality.VALID;
                }))
        .isEqualTo(!gate.also);
  }

  /** Whether the rule confirms when each of its samples comes so long after the gate's. */
  private static boolean opensAfter(GateRow gate, double value, Duration after) {
    DerivedRuleUnderTest bench = new DerivedRuleUnderTest(gate.row);
    return confirms(
        bench,
        gate.row,
        () -> {
          bench.now -= after.toMillis();
          // A sample out of its order is the tail's business; the gate itself only sees one.
          bench.state.gates.clear();
          bench.state.series.clear();
          bench.takes(gate.metric, value);
          bench.now += after.toMillis();
        });
  }

  private static boolean confirms(
      DerivedRuleUnderTest bench, Row row, @Nullable Runnable beforeEach) {
    for (int i = 0; i < 400; i++) {
      if (beforeEach != null) {
        beforeEach.run();
      }
      bench.takes(row.breach());
      if (bench.open()) {
        return true;
      }
      bench.pass(row.hold().isEmpty() ? Duration.ofMinutes(5) : STEP);
    }
    return false;
  }

  /** What the rule also asks for holds now. */
  static void gatesOpen(DerivedRuleUnderTest bench, Row row) {
    gates()
        .filter(gate -> gate.row.id().equals(row.id()) && gate.also)
        .forEach(gate -> bench.takes(gate.metric, gate.holds));
  }
}
