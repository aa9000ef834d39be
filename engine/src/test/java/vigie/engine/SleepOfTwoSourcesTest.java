package vigie.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.alert.AlertTransition;
import vigie.engine.sample.Series;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What rules make of nights that two devices measured. */
@Tag("C-02")
class SleepOfTwoSourcesTest {
  private static final double[] USUAL = {7, 7.1, 6.9};
  private static final int NIGHTS = 16;

  private final PatientUnderTest patient = new PatientUnderTest();

  @Test
  void aNightThatTwoDevicesMeasureIsNotTwoNights() {
    patient.sendProfile();
    for (int night = 1; night <= NIGHTS; night++) {
      takes(watch(night));
    }
    for (int night = NIGHTS + 1; night < NIGHTS + 4; night++) {
      takes(ring(night, 6.5));
      takes(watch(night));
    }

    assertThat(patient.transitions).isEmpty();
  }

  @Test
  void theRankedDeviceIsTheOneThatIsJudged() {
    assertThat(afterAShortNightOf(List.of())).as("the longer session").isEmpty();
    assertThat(afterAShortNightOf(List.of("watch"))).isEmpty();
    assertThat(afterAShortNightOf(List.of("ring"))).containsExactly("SL-1");
  }

  /** The watch says seven hours; the ring, in as long a night but for a minute, says three. */
  private static List<String> afterAShortNightOf(List<String> ranked) {
    PatientUnderTest one = new PatientUnderTest();
    if (!ranked.isEmpty()) {
      one.sourceOrder.put("sleep-total", ranked);
    }
    one.sendProfile();
    List<Reading> readings = new ArrayList<>();
    for (int night = 1; night <= NIGHTS; night++) {
      readings.add(watch(night));
    }
    readings.add(ring(NIGHTS + 1, 3));
    readings.add(watch(NIGHTS + 1));
    readings.add(watch(NIGHTS + 2));
    readings.forEach(reading -> takes(one, reading));
    return one.judged().stream().map(AlertTransition::ruleId).toList();
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void shuffledAndLateNightsEndInTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    List<Reading> inOrder = new ArrayList<>();
    for (int night = 1; night < 40; night++) {
      double slept = random.nextInt(8) == 0 ? 3 : 7;
      inOrder.add(ring(night, slept - 0.5));
      inOrder.add(sleep("watch", night, -30 + random.nextInt(120), 480, slept));
      if (random.nextInt(3) == 0) {
        inOrder.add(sleep("phone", night, 14 * 60, 50, 0.7));
      }
    }
    inOrder.sort(Comparator.comparing(reading -> Objects.requireNonNull(reading.effectiveEnd())));
    record Arrival(double place, Reading reading) {}
    Stream<Reading> arrived =
        inOrder.stream()
            .map(one -> new Arrival(inOrder.indexOf(one) + random.nextDouble() * 20, one))
            .sorted(Comparator.comparingDouble(Arrival::place))
            .map(Arrival::reading);
    PatientUnderTest expected = new PatientUnderTest();
    PatientUnderTest shuffled = new PatientUnderTest();
    List<String> ranked = random.nextBoolean() ? List.of("ring") : List.of();
    for (PatientUnderTest each : List.of(expected, shuffled)) {
      each.sourceOrder.put("sleep-total", ranked);
      each.sendProfile();
    }

    inOrder.forEach(reading -> takes(expected, reading));
    arrived.forEach(reading -> assertThat(takes(shuffled, reading)).isNotEqualTo(ReadingFate.LATE));

    assertThat(series(shuffled))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(series(expected));
    assertThat(standing(shuffled)).isEqualTo(standing(expected));
  }

  private static List<Series> series(PatientUnderTest patient) {
    Watch watch = Objects.requireNonNull(patient.memory.watch("SLEEP"));
    return watch.head.series.stream().map(Series::copy).toList();
  }

  private static List<String> standing(PatientUnderTest patient) {
    Watch watch = Objects.requireNonNull(patient.memory.watch("SLEEP"));
    return watch.head.cards.stream()
        .filter(AlertCard::open)
        .map(card -> card.rule + " " + card.onset + " " + card.phase)
        .sorted()
        .toList();
  }

  private void takes(Reading reading) {
    takes(patient, reading);
  }

  private static ReadingFate takes(PatientUnderTest patient, Reading reading) {
    return patient.takes(reading);
  }

  /** From 23:00 to 07:00 of that day. */
  private static Reading watch(int night) {
    return sleep("watch", night, -60, 480, USUAL[night % USUAL.length]);
  }

  /** The same, and a minute longer awake before. */
  private static Reading ring(int night, double hours) {
    return sleep("ring", night, -59, 479, hours);
  }

  private static Reading sleep(
      String device, int night, int beginMinute, int minutes, double hours) {
    Instant begin =
        PatientUnderTest.START.plus(Duration.ofDays(night)).plus(Duration.ofMinutes(beginMinute));
    Instant end = begin.plus(Duration.ofMinutes(minutes));
    return new Reading(
        PatientUnderTest.PATIENT,
        new DeviceId(device),
        MetricCatalogue.standard().metric("sleep-total"),
        hours,
        begin,
        end,
        0,
        end,
        null,
        Quality.VALID,
        Context.UNKNOWN,
        null,
        Duration.ofDays(1));
  }
}
