package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.reading.Category;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.Quality;
import vigie.reading.Reading;

/**
 * Late, shuffled, repeated and corrected readings, within the tail, end in the same alerts as each
 * reading once, as it stands at last, and in order.
 */
class ShuffledReadingsTest {
  private static final double[] HEART_RATES = {
    25, 38, 47, 70, 97, 103, 115, 118, 135, 140, 155, 160
  };
  private static final Duration FAST = Duration.ofSeconds(50);
  private static final Duration SLOW = Duration.ofMinutes(5);
  private static final double[] GLUCOSES = {38, 45, 52, 60, 69, 72, 80, 120, 200, 260, 310};

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void heartRateAlertsDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
    check(
        seed, Category.HEART_RATE, "heart-rate", "heart-rate", HEART_RATES, FAST, FAST, 12, false);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void aSlowSeriesMayComeSixtyPlacesLate(@ForAll long seed) {
    check(
        seed, Category.HEART_RATE, "heart-rate", "heart-rate", HEART_RATES, SLOW, SLOW, 60, false);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void alertsThatTwoMetricsShareDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
    check(seed, Category.BLOOD_GLUCOSE, "glucose-cgm", "glucose", GLUCOSES, FAST, SLOW, 12, false);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void readingsOfOneTimeEndInTheSameAlerts(@ForAll long seed) {
    check(seed, Category.BLOOD_GLUCOSE, "glucose-cgm", "glucose", GLUCOSES, FAST, SLOW, 12, true);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void alertsOnWeightGainDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
    checkSeveral(
        seed,
        Category.BODY_MASS.name(),
        Map.of("body-weight", new double[] {80, 80.4, 80.9, 81.5, 82, 82.6, 83.1}),
        Duration.ofHours(20),
        12);
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void alertsOnSaturationAgainstItsBaselineDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
    checkSeveral(
        seed,
        Category.OXYGEN_SATURATION.name(),
        Map.of("spo2", new double[] {92, 93.5, 94, 95, 97, 97.5, 98}),
        Duration.ofHours(3),
        12);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void earlyWarningsDoNotDependOnTheOrderOfArrival(@ForAll long seed) {
    checkSeveral(
        seed,
        SCORE,
        Map.of(
            "respiratory-rate", new double[] {8, 11, 16, 18, 22, 26},
            "spo2", new double[] {90, 92, 94, 96, 98},
            "bp-systolic", new double[] {88, 98, 108, 120, 130},
            "heart-rate", new double[] {45, 72, 80, 95, 115, 133},
            "body-temperature", new double[] {34.9, 36.8, 37, 38.5, 39.4},
            "steps", new double[] {0, 0, 0, 0, 30}),
        FAST,
        12);
  }

  private static final String SCORE = "SCORE_OF_SEVERAL";

  /** Readings of several metrics, each lingering, of a patient with heart failure. */
  private static void checkSeveral(
      long seed, String scope, Map<String, double[]> values, Duration step, int disorder) {
    Random random = new Random(seed);
    PatientUnderTest maker = new PatientUnderTest();
    maker.interval = step;
    maker.offsetMinutes = 60;
    List<String> metrics = new ArrayList<>(new java.util.TreeSet<>(values.keySet()));
    Map<String, Integer> levels = new LinkedHashMap<>();
    List<Reading> readings = new ArrayList<>();
    Instant at = PatientUnderTest.START;
    for (int i = 0; i < 200; i++) {
      at = at.plus(step.dividedBy(5)).plusSeconds(random.nextLong(step.toSeconds()));
      String metric = metrics.get(random.nextInt(metrics.size()));
      double[] of = java.util.Objects.requireNonNull(values.get(metric));
      if (random.nextInt(3) == 0 || !levels.containsKey(metric)) {
        levels.put(metric, random.nextInt(of.length));
      }
      readings.add(
          maker.reading(
              metric,
              of[levels.getOrDefault(metric, 0)],
              at,
              random.nextInt(15) == 0 ? at.plus(Duration.ofDays(3)) : at,
              random.nextInt(15) == 0 ? Quality.QUESTIONABLE : Quality.VALID,
              Context.UNKNOWN));
    }
    compare(random, scope, readings, disorder);
  }

  private static void check(
      long seed,
      Category category,
      String metric,
      String otherMetric,
      double[] values,
      Duration interval,
      Duration otherInterval,
      int disorder,
      boolean ties) {
    Random random = new Random(seed);
    List<Reading> inOrder =
        readings(random, metric, otherMetric, values, interval, otherInterval, ties);

    compare(random, category.name(), inOrder, disorder);
  }

  private static void compare(Random random, String scope, List<Reading> inOrder, int disorder) {
    PatientUnderTest expected = withHeartFailure();
    PatientUnderTest shuffled = withHeartFailure();
    List<List<Reading>> sent = inOrder.stream().map(one -> sent(random, one, inOrder)).toList();
    sent.stream()
        .map(ShuffledReadingsTest::standing)
        .flatMap(List::stream)
        .forEach(expected::takes);
    for (Reading reading : shuffledAndRepeated(random, sent, disorder)) {
      assertThat(shuffled.takes(reading)).isNotEqualTo(ReadingFate.LATE);
    }

    assertThat(finalAlerts(shuffled)).isEqualTo(finalAlerts(expected));
    Watch watch = watch(shuffled, scope);
    Watch expectedWatch = watch(expected, scope);
    assertThat(watch.head.series.stream().map(vigie.engine.sample.Series::copy))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(
            expectedWatch.head.series.stream().map(vigie.engine.sample.Series::copy).toList());
    assertThat(watch.head.stages)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(expectedWatch.head.stages);
    assertThat(watch.head.cards.stream().filter(AlertCard::open).toList())
        .usingRecursiveComparison()
        .isEqualTo(expectedWatch.head.cards.stream().filter(AlertCard::open).toList());
  }

  /** Values that linger, as those of a body do, with gaps, doubt and stale stretches. */
  private static List<Reading> readings(
      Random random,
      String metric,
      String otherMetric,
      double[] values,
      Duration interval,
      Duration otherInterval,
      boolean ties) {
    PatientUnderTest maker = new PatientUnderTest();
    int step = (int) interval.toSeconds();
    List<Reading> readings = new ArrayList<>();
    Instant at = PatientUnderTest.START;
    int level = random.nextInt(values.length);
    boolean stale = false;
    boolean wasOther = false;
    boolean wasTogether = false;
    for (int i = 0; i < 200; i++) {
      boolean other = random.nextInt(3) == 0;
      // A third at one time would be the first once more, and which one stays is up to arrival.
      boolean together = ties && other != wasOther && !wasTogether && random.nextInt(2) == 0;
      wasOther = other;
      wasTogether = together;
      if (!together) {
        at =
            at.plusSeconds(
                random.nextInt(30) == 0 ? 5L * step : step / 5 + random.nextInt(step * 4 / 5));
      }
      if (random.nextInt(4) == 0) {
        level = Math.max(0, Math.min(values.length - 1, level + random.nextInt(5) - 2));
      }
      if (random.nextInt(20) == 0) {
        stale = !stale;
      }
      maker.interval = other ? otherInterval : interval;
      readings.add(
          maker.reading(
              other ? otherMetric : metric,
              values[level],
              at,
              stale ? at.plusSeconds(3600) : at,
              random.nextInt(15) == 0 ? Quality.QUESTIONABLE : Quality.VALID,
              random.nextInt(15) == 0 ? Context.EXERCISE : Context.UNKNOWN));
    }
    return readings;
  }

  /**
   * What a device sends of one reading: one of ten it corrects, some more than once, or retracts.
   */
  private static List<Reading> sent(Random random, Reading first, List<Reading> others) {
    List<Reading> sent = new ArrayList<>(List.of(first));
    while (random.nextInt(10) == 0) {
      double value = others.get(random.nextInt(others.size())).value();
      boolean known = sent.stream().anyMatch(one -> one.value() == value);
      // The second of two that were received at one time counts by its value alone.
      Reading last = sent.get(sent.size() - 1);
      Instant received = last.received().plusSeconds(sent.size() == 1 ? 1 : random.nextInt(2));
      if (!known && first.metric().equals(metricOf(others, value))) {
        boolean retracts = random.nextInt(4) == 0;
        sent.add(
            new Reading(
                first.patient(),
                first.device(),
                first.metric(),
                value,
                first.effective(),
                null,
                first.zoneOffsetMinutes(),
                received,
                first.sequence(),
                retracts ? Quality.RETRACTED : first.quality(),
                first.context(),
                null,
                first.expectedInterval()));
      }
    }
    return sent;
  }

  private static Metric metricOf(List<Reading> readings, double value) {
    return readings.stream().filter(one -> one.value() == value).findFirst().orElseThrow().metric();
  }

  /** Of what was sent of one reading the one that stands, if any. */
  private static List<Reading> standing(List<Reading> sent) {
    Reading last =
        sent.stream()
            .max(
                Comparator.comparing(Reading::received)
                    .thenComparing(one -> one.quality() == Quality.RETRACTED)
                    .thenComparing(Reading::value))
            .orElseThrow();
    return last.quality() == Quality.RETRACTED ? List.of() : List.of(last);
  }

  private static List<Reading> shuffledAndRepeated(
      Random random, List<List<Reading>> inOrder, int disorder) {
    record Arrival(double place, Reading reading) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < inOrder.size(); i++) {
      for (Reading reading : inOrder.get(i)) {
        double place = i + random.nextDouble() * disorder;
        arrivals.add(new Arrival(place, reading));
        if (random.nextInt(5) == 0) {
          // Received again, later: it counts from when it was first received.
          Reading again = reading.receivedAt(reading.received().plusSeconds(random.nextInt(3)));
          arrivals.add(new Arrival(place + random.nextDouble() * disorder / 2, again));
        }
      }
    }
    arrivals.sort(Comparator.comparingDouble(Arrival::place));
    return arrivals.stream().map(Arrival::reading).toList();
  }

  /** What is told at last of each alert that had a cause. */
  private static Map<UUID, String> finalAlerts(PatientUnderTest patient) {
    Map<UUID, AlertTransition> last = new LinkedHashMap<>();
    Map<UUID, Integer> sequences = new LinkedHashMap<>();
    for (AlertTransition transition : patient.transitions) {
      int sequence = sequences.merge(transition.alert(), 1, Integer::sum) - 1;
      assertThat(transition.sequence()).isEqualTo(sequence);
      last.put(transition.alert(), transition);
    }
    Map<UUID, String> told = new java.util.TreeMap<>();
    last.forEach(
        (id, t) -> {
          if (t.cause() != Cause.AMENDED || t.phase() != AlertPhase.RESOLVED) {
            told.put(
                id,
                String.join(
                    " ",
                    t.family(),
                    t.onset().toString(),
                    t.phase().name(),
                    t.severity().name(),
                    t.peakSeverity().name(),
                    t.phase() == AlertPhase.RESOLVED ? Double.toString(t.worst()) : "",
                    Integer.toString(t.occurrences()),
                    Boolean.toString(t.retrospective())));
          }
        });
    return told;
  }

  private static PatientUnderTest withHeartFailure() {
    PatientUnderTest patient = new PatientUnderTest();
    patient.flags.add(vigie.patient.ProfileFlag.HEART_FAILURE);
    patient.sendProfile();
    return patient;
  }

  private static Watch watch(PatientUnderTest patient, String scope) {
    Watch watch = patient.memory.watch(scope);
    return watch == null ? new Watch() : watch;
  }
}
