package vigie.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Notification;
import vigie.cli.export.ExportFormat;
import vigie.engine.AlertInput;
import vigie.engine.AlertLoop;
import vigie.engine.Escalation;
import vigie.engine.sample.Sample;
import vigie.reading.Reading;

/**
 * A week of one person's real readings ends in the same alerts, ids included, in whatever order
 * within the tail they come and however often. A few orders here; {@code -Dvigie.shuffles=200} for
 * the full number.
 */
class ShuffledWeekTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int SHUFFLES = Integer.getInteger("vigie.shuffles", 12);

  /** Places that a reading may come late; the tail keeps 128 of devices as slow as these. */
  private static final int DISORDER = 60;

  @ParameterizedTest
  @CsvSource({"T1D_UOM, t1d-uom, 2308", "MIMIC, mimic-iii-demo, 10076"})
  void aWeekEndsInTheSameAlertsInAnyOrderWithinTheTail(
      ExportFormat format, String folder, String subject) {
    Subject person = RealPeople.of(format, folder, subject);
    List<Reading> week = busiestWeek(once(person.readings()));
    Map<UUID, String> expected = finalAlerts(person, week);

    assertThat(expected).hasSizeGreaterThan(5);
    for (int seed = 0; seed < SHUFFLES; seed++) {
      List<Reading> shuffled = shuffledAndRepeated(new Random(seed), week);
      assertThat(finalAlerts(person, shuffled)).as("seed %s", seed).isEqualTo(expected);
    }
  }

  /** In order, and of equal readings the first. */
  private static List<Reading> once(List<Reading> readings) {
    Map<String, Reading> once = new HashMap<>();
    readings.forEach(
        reading ->
            once.putIfAbsent(reading.effective() + " " + Sample.of(reading).identity, reading));
    return RuleOracle.inOrder(once.values().stream());
  }

  private static List<Reading> busiestWeek(List<Reading> readings) {
    List<Reading> busiest = List.of();
    int end = 0;
    for (int begin = 0; begin < readings.size(); begin++) {
      Instant over = readings.get(begin).effective().plus(WEEK);
      while (end < readings.size() && readings.get(end).effective().isBefore(over)) {
        end++;
      }
      if (end - begin > busiest.size()) {
        busiest = readings.subList(begin, end);
      }
    }
    return busiest;
  }

  private static List<Reading> shuffledAndRepeated(Random random, List<Reading> inOrder) {
    record Arrival(double place, Reading reading) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < inOrder.size(); i++) {
      double place = i + random.nextDouble() * DISORDER;
      arrivals.add(new Arrival(place, inOrder.get(i)));
      if (random.nextInt(5) == 0) {
        arrivals.add(new Arrival(place + random.nextDouble() * DISORDER / 2, inOrder.get(i)));
      }
    }
    arrivals.sort(Comparator.comparingDouble(Arrival::place));
    return arrivals.stream().map(Arrival::reading).toList();
  }

  /**
   * What is told at last of each alert that had a cause; of one that is over its worst value too,
   * while that of an open one waits for its next transition.
   */
  private static Map<UUID, String> finalAlerts(Subject person, List<Reading> arriving) {
    Map<UUID, AlertTransition> last = new LinkedHashMap<>();
    AlertLoop.Listener listener =
        new AlertLoop.Listener() {
          @Override
          public void changed(AlertTransition transition) {
            last.put(transition.alert(), transition);
          }

          @Override
          public void notified(Notification notification) {}
        };
    AlertLoop loop = new AlertLoop(new Escalation(Duration.ofMinutes(5), Duration.ofMinutes(30)));
    long now = arriving.get(0).received().toEpochMilli();
    loop.accept(AlertInput.of(person.profile(List.of())), now, listener);
    for (Reading reading : arriving) {
      now = Math.max(now, reading.received().toEpochMilli());
      loop.accept(AlertInput.of(reading), now, listener);
    }
    Map<UUID, String> told = new TreeMap<>();
    last.forEach(
        (alert, t) -> {
          if (t.cause() != Cause.AMENDED || t.phase() != AlertPhase.RESOLVED) {
            told.put(
                alert,
                String.join(
                    " ",
                    t.family(),
                    t.onset().toString(),
                    t.phase().name(),
                    t.severity().name(),
                    t.peakSeverity().name(),
                    t.ruleId(),
                    t.phase() == AlertPhase.RESOLVED ? Double.toString(t.worst()) : "",
                    Integer.toString(t.occurrences()),
                    Boolean.toString(t.retrospective())));
          }
        });
    return told;
  }
}
