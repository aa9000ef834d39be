package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.engine.DerivedRuleUnderTest.STEP;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.alert.AlertPhase;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.engine.DerivedRuleUnderTest.Row;
import vigie.reading.MetricCatalogue;

/**
 * The default rules on derived metrics, each alone, against a table written from {@code
 * clinical.md} by hand. The derived values are given; how they are made has tests of its own.
 */
@Tag("C-56")
class DerivedRulesTest {
  static Stream<Row> rows() {
    return DerivedRuleUnderTest.rows();
  }

  static Stream<Row> spotting() {
    return rows().filter(row -> !row.spot().isEmpty());
  }

  @Test
  void theTableHasEveryDefaultRuleOnADerivedMetric() {
    List<Rule> derived =
        RuleCatalogue.defaults().stream()
            .filter(rule -> MetricCatalogue.standard().metric(rule.metric()).derived())
            .toList();
    assertThat(rows().map(Row::id)).containsExactlyInAnyOrderElementsOf(ids(derived));
  }

  private static List<String> ids(List<Rule> rules) {
    return rules.stream().map(Rule::id).collect(Collectors.toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void atTheLimitForTheHoldOrOftenEnoughOpensAndNotASampleEarlier(Row row) {
    DerivedRuleUnderTest bench = open(row);

    assertThat(bench.card().rule).isEqualTo(row.id());
    assertThat(bench.card().severity).isEqualTo(row.severity());
    assertThat(bench.card().onset).isEqualTo(PatientUnderTest.START.toEpochMilli());
    assertThat(bench.card().live).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void justInsideTheLimitNeverOpens(Row row) {
    DerivedRuleUnderTest bench = new DerivedRuleUnderTest(row);
    RuleGatesTest.gatesOpen(bench, row);
    for (int i = 0; i < 1000; i++) {
      bench.takes(row.notBreach());
      bench.pass(row.hold().isEmpty() ? Duration.ofMinutes(6) : STEP);
      assertThat(bench.open()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("spotting")
  void spotReadingsTooNearOrTooFarDoNotCount(Row row) {
    String[] spot = row.spot().split(" ", -1);
    DerivedRuleUnderTest near = new DerivedRuleUnderTest(row);
    near.sample.intervalSeconds = 3600;
    RuleGatesTest.gatesOpen(near, row);
    near.takes(row.breach());
    near.pass(Duration.parse(spot[1]).minusMillis(1));
    near.takes(row.breach());
    assertThat(near.open()).isFalse();

    DerivedRuleUnderTest far = new DerivedRuleUnderTest(row);
    far.sample.intervalSeconds = 3600;
    for (int i = 0; i < 5; i++) {
      RuleGatesTest.gatesOpen(far, row);
      far.takes(row.breach());
      assertThat(far.open()).isFalse();
      far.pass(Duration.parse(spot[2]).plusMillis(1));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void clearsOnlyByItsClearLimitHeldForItsClearTime(Row row) {
    DerivedRuleUnderTest bench = open(row);
    for (int i = 0; i < 400; i++) {
      bench.pass(STEP);
      bench.takes(row.doesNotClear());
    }
    assertThat(bench.card().phase).isEqualTo(AlertPhase.ACTIVE);

    for (Duration t = Duration.ZERO; t.compareTo(row.clearHold()) < 0; t = t.plus(STEP)) {
      bench.takes(row.clears());
      assertThat(bench.card().phase).isEqualTo(AlertPhase.ACTIVE);
      bench.pass(STEP);
    }
    bench.takes(row.clears());

    assertThat(bench.state.cards.get(0).phase)
        .isEqualTo(row.severity().latches() ? AlertPhase.LATCHED : AlertPhase.RESOLVED);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aValueThatMayBeHigherClearsNothing(Row row) {
    DerivedRuleUnderTest bench = open(row);
    bench.sample.atLeast = true;
    for (int i = 0; i < 400; i++) {
      bench.pass(STEP);
      bench.takes(row.clears());
    }
    assertThat(bench.card().phase).isEqualTo(AlertPhase.ACTIVE);
  }

  private static DerivedRuleUnderTest open(Row row) {
    DerivedRuleUnderTest bench = new DerivedRuleUnderTest(row);
    RuleGatesTest.gatesOpen(bench, row);
    bench.breach(row);
    assertThat(bench.open()).isTrue();
    return bench;
  }
}
