package vigie.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vigie.alert.Rule;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.MetricCatalogue;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** The oracle on series short enough to be judged by eye; the engine must say the same. */
class RuleOracleTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Rule LOW_GLUCOSE = RuleScores.rule("GL-3b");
  private static final PatientId PATIENT = new PatientId(new UUID(1, 2));

  private final List<Reading> readings = new ArrayList<>();

  @Test
  void fifteenMinutesBelowSeventyAreAnEpisodeAndTenAreNone() {
    glucose(0, 69, 5, 65, 10, 66, 15, 70, 20, 69, 25, 65, 30, 66, 35, 69);

    assertThat(episodes()).containsExactly(episode(20, 35, null));
  }

  @Test
  void anEpisodeEndsWhenTheClearConditionHasHeld() {
    glucose(0, 60, 15, 60, 20, 76, 30, 74, 35, 75, 45, 80, 50, 90);

    assertThat(episodes()).containsExactly(episode(0, 15, 50));
  }

  @Test
  void aGapOfThreeIntervalsDoesNotInterruptAndALongerOneDoes() {
    glucose(0, 60, 15, 60);
    assertThat(episodes()).containsExactly(episode(0, 15, null));

    readings.clear();
    glucose(0, 60, 16, 60);
    assertThat(episodes()).isEmpty();
  }

  @Test
  void twoSpotReadingsInARowConfirmWhereADeviceMeasuresNowAndThen() {
    Rule rule = RuleScores.rule("BP-2");
    spot(0, 88);
    spot(16, 88);
    spot(20, 92);
    spot(24, 90);
    spot(30, 85);

    assertThat(RuleOracle.episodes(rule, readings, reading -> false))
        .containsExactly(episode(24, 30, null));
    assertThat(engine(rule)).containsExactly(episode(24, 30, null));
  }

  private void glucose(int... minutesAndValues) {
    for (int i = 0; i < minutesAndValues.length; i += 2) {
      add("glucose-cgm", minutesAndValues[i], minutesAndValues[i + 1], Duration.ofMinutes(5));
    }
  }

  private void spot(int minute, int value) {
    add("bp-systolic", minute, value, Duration.ofHours(6));
  }

  private void add(String metric, int minute, int value, Duration interval) {
    Instant at = at(minute);
    readings.add(
        new Reading(
            PATIENT,
            new DeviceId("device"),
            MetricCatalogue.standard().metric(metric),
            value,
            at,
            null,
            null,
            at,
            null,
            Quality.VALID,
            Context.UNKNOWN,
            null,
            interval));
  }

  private List<RuleOracle.Episode> episodes() {
    List<RuleOracle.Episode> expected =
        RuleOracle.episodes(LOW_GLUCOSE, readings, reading -> false);
    assertThat(engine(LOW_GLUCOSE)).isEqualTo(expected);
    return expected;
  }

  private List<RuleOracle.Episode> engine(Rule rule) {
    return EngineRun.alerts(
            new Subject("one", PATIENT, readings, 0), List.of(rule), List.of(), Duration.ZERO)
        .stream()
        .map(story -> new RuleOracle.Episode(story.onset(), story.opened(), story.closed()))
        .toList();
  }

  private static RuleOracle.Episode episode(int onset, int confirmed, @Nullable Integer cleared) {
    return new RuleOracle.Episode(at(onset), at(confirmed), cleared == null ? null : at(cleared));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
