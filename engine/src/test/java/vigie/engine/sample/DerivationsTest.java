package vigie.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/** What holds of every derivation. */
class DerivationsTest {
  private static final int SAMPLES = 10_000;

  /** Of the steps, each which compares all that is remembered; that takes longer than a step. */
  private static final int COMPARED = 50;

  static Stream<String> derived() {
    return MetricCatalogue.standard().all().stream().filter(Metric::derived).map(Metric::id);
  }

  @ParameterizedTest
  @MethodSource("derived")
  void everyDerivedMetricIsMadeOfWhatTheCatalogueSays(String metric) {
    Derivation derivation = Derivations.making(metric, Set.of(), Map.of());

    assertThat(derivation.makes()).contains(metric);
    assertThat(derivation.sources())
        .isEqualTo(MetricCatalogue.standard().metric(metric).derivedFrom());
  }

  @Test
  void aMeasuredMetricIsMadeByNothing() {
    assertThatThrownBy(() -> Derivations.making("heart-rate", Set.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heart-rate");
  }

  // The most values that each may keep, from its own definition.
  @ParameterizedTest
  @CsvSource({
    "glucose-slope, 41",
    "weight-gain-1d, 24",
    "bp-systolic-week, 56",
    "bp-diastolic-week, 56",
    "spo2-fall, 14",
    "night-heart-rate, 28",
    "heart-rate-deviation, 24",
    "steps-deviation, 28",
    "sleep-deviation, 28",
    "diet-energy-deviation, 28",
    "hrv-deviation, 28",
    "skin-temperature-deviation, 28",
    "news2, 6",
    "cycle-length, 16",
  })
  void memoryIsBoundedHoweverOftenADeviceMeasures(String metric, int most) {
    for (Duration step :
        List.of(Duration.ofSeconds(1), Duration.ofMinutes(7), Duration.ofHours(5))) {
      DerivationUnderTest device = new DerivationUnderTest(metric);
      Random random = new Random(11);
      int largest = 0;
      for (int i = 0; i < SAMPLES; i++) {
        takes(device, random, DerivationUnderTest.START.plus(step.multipliedBy(i)));
        largest = Math.max(largest, device.past.at.length);
      }
      assertThat(largest).as("places after samples every %s", step).isLessThanOrEqualTo(most);
      assertThat(device.past.value).hasSameSizeAs(new double[device.past.at.length]);
    }
  }

  @ParameterizedTest
  @MethodSource("derived")
  void aCopyOfTheMemoryGivesTheSameAndLeavesTheOtherAlone(String metric) {
    DerivationUnderTest device = new DerivationUnderTest(metric);
    Random random = new Random(13);
    Instant at = DerivationUnderTest.START;
    for (int i = 0; i < 3000; i++) {
      at = at.plus(Duration.ofMinutes(9));
      takes(device, random, at);
    }
    DerivationUnderTest copied = new DerivationUnderTest(metric);
    copied.past = device.past.copy();
    Series untouched = device.past.copy();

    int made = 0;
    for (int i = 0; i < 3000; i++) {
      long seed = random.nextLong();
      Instant now = at.plus(Duration.ofMinutes(9L * (i + 1)));
      Map<String, Double> one = takes(copied, new Random(seed), now);
      if (i % COMPARED == 0) {
        assertThat(device.past.copy()).usingRecursiveComparison().isEqualTo(untouched);
      }
      Map<String, Double> other = takes(device, new Random(seed), now);
      assertThat(other).isEqualTo(one);
      assertThat(device.grounds()).isEqualTo(copied.grounds());
      untouched = device.past.copy();
      made += one.size();
    }
    assertThat(made).as("something was made at all").isPositive();
  }

  private static Map<String, Double> takes(DerivationUnderTest device, Random random, Instant at) {
    List<String> sources = device.derivation.sources();
    String source = sources.get(random.nextInt(sources.size()));
    return device.takes(source, 95 + random.nextInt(5), at);
  }
}
