package vigie.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.reading.MetricCatalogue;

class RuleCatalogueTest {
  @Test
  void everyDefaultRuleWatchesAMetricThatMayAlert() {
    assertThat(RuleCatalogue.defaults())
        .allSatisfy(
            rule ->
                assertThat(MetricCatalogue.standard().metric(rule.metric()).alertable()).isTrue());
  }

  @Test
  void ruleIdsStandOnce() {
    assertThat(RuleCatalogue.defaults().stream().map(Rule::id)).doesNotHaveDuplicates();
  }

  @Test
  void aLimitIsNeverItsOwnClearCondition() {
    for (Rule rule : RuleCatalogue.defaults()) {
      Condition clear = rule.clear();
      if (clear != null) {
        assertThat(clear.holds(rule.condition().limit())).as(rule.id()).isFalse();
      }
    }
  }

  @Test
  void withinAFamilyTheMoreSevereStageHasTheMoreExtremeLimit() {
    RuleCatalogue.defaults().stream()
        .filter(rule -> rule.requires().isEmpty())
        .collect(Collectors.groupingBy(r -> r.family() + " " + r.metric() + " " + r.also()))
        .forEach(
            (family, stages) -> {
              for (Rule mild : stages) {
                for (Rule severe : stages) {
                  if (mild.severity().compareTo(severe.severity()) < 0) {
                    assertThat(mild.condition().holds(severe.condition().limit()))
                        .as("%s: %s beside %s", family, mild.id(), severe.id())
                        .isTrue();
                  }
                }
              }
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'>= 131', 131, true",
    "'>= 131', 130.9, false",
    "'> 100', 100, false",
    "'<= 87', 87, true",
    "'< 54', 54, false",
    "'< -1.5', -2, true",
  })
  void conditionsCompareAsWritten(String condition, double value, boolean holds) {
    assertThat(Condition.parse(condition).holds(value)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"= 5", ">=131", ">= x", "", ">= 1 2"})
  void aConditionThatIsNoneIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(">= 131");
  }
}
