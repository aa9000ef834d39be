package vigie.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vigie.alert.Rule;
import vigie.alert.RuleCatalogue;
import vigie.alert.Severity;
import vigie.cli.device.DeviceReading;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

class ScenarioTest {
  private static final Instant LIVE = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameReadings(Scenario scenario) {
    assertThat(all(scenario, 7, 300)).isEqualTo(all(scenario, 7, 300));
    assertThat(all(scenario, 7, 300)).isNotEqualTo(all(scenario, 8, 300));
  }

  @ParameterizedTest
  @EnumSource
  void portionsOfTheLivePartAreThatPart(Scenario scenario) {
    SimulatedPatient patient = new SimulatedPatient(scenario, 7, LIVE);
    List<DeviceReading> portions = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      portions.addAll(patient.live(LIVE.plusSeconds(second), LIVE.plusSeconds(second + 1)));
    }
    assertThat(portions)
        .containsExactlyInAnyOrderElementsOf(patient.live(LIVE, LIVE.plusSeconds(300)));
  }

  @ParameterizedTest
  @EnumSource
  void valuesArePlausibleAndInAUnitOfTheirMetric(Scenario scenario) {
    assertThat(all(scenario, 7, 3600))
        .isNotEmpty()
        .allSatisfy(
            reading -> {
              Metric metric = MetricCatalogue.standard().metric(reading.metric());
              assertThat(metric.toCanonical(reading.value(), reading.unit()))
                  .hasValueSatisfying(value -> assertThat(metric.plausible(value)).isTrue());
            });
  }

  @ParameterizedTest
  @EnumSource
  void eachStoryMeetsItsRuleForItsHoldWithinAMinuteAndTheOthersMeetNone(Scenario scenario) {
    List<DeviceReading> readings = all(scenario, 7, 60);
    for (Rule rule : RuleCatalogue.defaults()) {
      boolean pages = rule.severity() == Severity.CRITICAL || rule.severity() == Severity.HIGH;
      if (rule.requires().isEmpty() && pages) {
        boolean expected = rule.id().equals(scenario.firstRule());
        if (expected || !scenario.alerts()) {
          assertThat(held(rule, readings)).as(scenario + " " + rule.id()).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noPagingRuleIsMetBeforeTheLiveBegin(Scenario scenario) {
    List<DeviceReading> history = new SimulatedPatient(scenario, 7, LIVE).history();
    for (Rule rule : RuleCatalogue.defaults()) {
      boolean pages = rule.severity() == Severity.CRITICAL || rule.severity() == Severity.HIGH;
      if (rule.requires().isEmpty() && pages) {
        assertThat(held(rule, history)).as(scenario + " " + rule.id()).isFalse();
      }
    }
  }

  @Test
  void heartFailureGainsMoreThanTwoKilogrammesInThreeDays() {
    List<DeviceReading> weights =
        new SimulatedPatient(Scenario.HEART_FAILURE_WEIGHT_GAIN, 7, LIVE)
            .history().stream().filter(r -> r.metric().equals("body-weight")).toList();
    assertThat(weights).hasSize(7);
    assertThat(weights.get(6).value() - weights.get(3).value()).isGreaterThan(1.5);
    assertThat(weights.get(6).value() - weights.get(0).value()).isGreaterThan(2);
  }

  /** Whether the condition holds, over readings without a break, for as long as the rule says. */
  private static boolean held(Rule rule, List<DeviceReading> readings) {
    Duration hold = rule.hold();
    if (hold == null) {
      return false;
    }
    Instant since = null;
    for (DeviceReading reading : readings) {
      if (!reading.metric().equals(rule.metric())) {
        continue;
      }
      if (!rule.condition().holds(reading.value())) {
        since = null;
        continue;
      }
      since = since == null ? reading.effective() : since;
      if (Duration.between(since, reading.effective()).compareTo(hold) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static List<DeviceReading> all(Scenario scenario, long seed, int liveSeconds) {
    SimulatedPatient patient = new SimulatedPatient(scenario, seed, LIVE);
    List<DeviceReading> readings = new ArrayList<>(patient.history());
    readings.addAll(patient.live(LIVE, LIVE.plusSeconds(liveSeconds)));
    return readings;
  }
}
