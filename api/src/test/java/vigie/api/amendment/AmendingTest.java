package vigie.api.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.amendment.Amending.Outcome;
import vigie.reading.Context;
import vigie.reading.DeviceId;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.PatientId;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** What becomes of a correction. */
@Tag("C-68")
class AmendingTest {
  private static final Instant MEASURED = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant RECEIVED = MEASURED.plusSeconds(2);
  private static final Instant NOW = Instant.parse("2026-03-05T18:30:00.123456Z");

  /** Of a pressure the other one, measured with it, is 120 or 80. */
  @ParameterizedTest
  @CsvSource({
    "heart-rate,       150, 62,   ,       62,       VALID,        ",
    "heart-rate,       150, 62,   bpm,    62,       VALID,        ",
    "heart-rate,       150, 20,   ,       20,       VALID,        ",
    "heart-rate,       150, 300,  ,       300,      VALID,        ",
    "heart-rate,       150, 301,  ,       ,         ,             IMPLAUSIBLE",
    "heart-rate,       150, 19.9, ,       ,         ,             IMPLAUSIBLE",
    "heart-rate,       150, 0,    ,       ,         ,             SENSOR_INVALID",
    "heart-rate,       150, NaN,  ,       ,         ,             BAD_VALUE",
    "heart-rate,       150, 62,   mmHg,   ,         ,             UNKNOWN_UNIT",
    "heart-rate,       150, 150,  ,       ,         ,             SAME_VALUE",
    "heart-rate,       150, 90,   ,       ,         ,             FORMER_VALUE",
    "glucose,          300, 5.5,  mmol/L, 99.1001,  VALID,        ",
    "glucose,          300, 5.5,  ,       ,         ,             IMPLAUSIBLE",
    "glucose,          300, 99,   mmol/L, ,         ,             IMPLAUSIBLE",
    "body-temperature, 39,  100.4,[degF], 38,       VALID,        ",
    "body-temperature, 39,  102.2,[degF], ,         ,             SAME_VALUE",
    "spo2,             95,  69,   ,       69,       QUESTIONABLE, ",
    "af-flag,          1,   0,    ,       0,        VALID,        ",
    "af-flag,          1,   0.5,  ,       ,         ,             BAD_VALUE",
    "bp-systolic,      180, 130,  ,       130,      VALID,        ",
    "bp-systolic,      180, 80,   ,       ,         ,             IMPLAUSIBLE",
    "bp-systolic,      180, 85,   ,       85,       QUESTIONABLE, ",
    "bp-diastolic,     60,  70,   ,       70,       VALID,        ",
    "bp-diastolic,     60,  121,  ,       ,         ,             IMPLAUSIBLE",
  })
  void aValueIsTakenThatWouldBeTakenFromTheDevice(
      String metric,
      double was,
      double value,
      @Nullable String unit,
      @Nullable Double becomes,
      @Nullable Quality quality,
      @Nullable String refused) {
    Reading stood = reading(metric, was, Quality.VALID, null);
    Outcome outcome =
        Amending.decide(
            List.of(standing(stood, version(90, false))),
            new Amending.Wanted(value, unit),
            Map.of(metric("bp-systolic"), 120.0, metric("bp-diastolic"), 80.0),
            NOW);

    if (outcome instanceof Outcome.Refused no) {
      assertThat(no.why() + " " + no.detail()).contains(String.valueOf(refused));
      return;
    }
    Outcome.Amended amended = (Outcome.Amended) outcome;
    assertThat(refused).isNull();
    assertThat(amended.was()).isEqualTo(was);
    assertThat(amended.reading().value()).isEqualTo(becomes);
    assertThat(amended.reading().quality()).isEqualTo(quality);
    assertThat(amended.reading().original())
        .isEqualTo(
            unit == null || Double.valueOf(value).equals(becomes)
                ? null
                : new Original(value, unit));
    assertThat(amended.reading().id()).isEqualTo(stood.id());
  }

  @Test
  void allButValueQualityAndReceivedTimeStaysOfTheReading() {
    Reading stood = reading("steps", 800, Quality.VALID, 7L);

    Reading becomes = amended(standing(stood), 80.0);

    assertThat(becomes)
        .isEqualTo(
            new Reading(
                stood.patient(),
                stood.device(),
                stood.metric(),
                80,
                stood.effective(),
                stood.effectiveEnd(),
                stood.zoneOffsetMinutes(),
                Instant.parse("2026-03-05T18:30:00.123Z"),
                7L,
                Quality.VALID,
                stood.context(),
                null,
                stood.expectedInterval()));
  }

  @ParameterizedTest
  @CsvSource({"TEST, TEST", "TIME_ESTIMATED, TIME_ESTIMATED", "QUESTIONABLE, VALID"})
  void aTestStaysATestAndAnEstimatedTimeStaysEstimated(Quality was, Quality becomes) {
    assertThat(amended(standing(reading("heart-rate", 150, was, null)), 62.0).quality())
        .isEqualTo(becomes);
  }

  @Test
  @Tag("C-04")
  void halfABloodPressureStaysHalfWhenItsValueIsCorrected() {
    Reading half = reading("bp-systolic", 180, Quality.QUESTIONABLE, null);

    assertThat(amended(standing(half), 130.0).quality()).isEqualTo(Quality.QUESTIONABLE);
  }

  @Test
  void whatIsTakenBackHasTheValueThatStoodAndIsNoMeasurement() {
    Reading stood = reading("heart-rate", 150, Quality.VALID, null);

    Reading becomes = amended(standing(stood), null);

    assertThat(becomes.retracts()).isTrue();
    assertThat(becomes.value()).isEqualTo(150);
    assertThat(becomes.id()).isEqualTo(stood.id());
  }

  @Test
  void whatCameLastStandsThoughClocksDiffer() {
    Instant ahead = Instant.parse("2026-03-05T18:31:00Z");
    StandingReading standing =
        new StandingReading(
            reading("heart-rate", 150, Quality.VALID, null),
            0,
            List.of(new StandingReading.Version(90, ahead, false)));

    assertThat(amended(keyed(standing), 62.0).received()).isEqualTo(ahead.plusMillis(1));
  }

  @Test
  void noReadingAndSeveralAreRefused() {
    StandingReading one = standing(reading("steps", 800, Quality.VALID, 1L));
    StandingReading other = standing(reading("steps", 300, Quality.VALID, 2L));

    assertThat(refused(List.of(), 80.0)).isEqualTo(Amending.Why.UNKNOWN_READING);
    assertThat(refused(List.of(one, other), 80.0)).isEqualTo(Amending.Why.SEVERAL_READINGS);
    assertThat(refused(List.of(one, other), null)).isEqualTo(Amending.Why.SEVERAL_READINGS);
  }

  @Test
  void ofWhatWasStoredUnderAnOldKeyNothingButTakingItBackIsTaken() {
    StandingReading old =
        new StandingReading(reading("heart-rate", 150, Quality.VALID, null), 1, List.of());

    assertThat(refused(List.of(old), 62.0)).isEqualTo(Amending.Why.OLD_KEY);
    assertThat(amended(old, null).retracts()).isTrue();
  }

  @Test
  void whatWasTakenBackBeforeWithThisValueIsNotTakenBackAgain() {
    StandingReading standing =
        standing(reading("heart-rate", 150, Quality.VALID, null), version(150, true));

    assertThat(refused(List.of(standing), null)).isEqualTo(Amending.Why.FORMER_VALUE);
  }

  private static Reading amended(StandingReading standing, @Nullable Double value) {
    Outcome outcome =
        Amending.decide(List.of(standing), new Amending.Wanted(value, null), Map.of(), NOW);
    return ((Outcome.Amended) outcome).reading();
  }

  private static Amending.Why refused(List<StandingReading> found, @Nullable Double value) {
    return ((Outcome.Refused)
            Amending.decide(found, new Amending.Wanted(value, null), Map.of(), NOW))
        .why();
  }

  private static StandingReading standing(Reading reading, StandingReading.Version... former) {
    return keyed(new StandingReading(reading, 0, List.of(former)));
  }

  private static StandingReading keyed(StandingReading standing) {
    return new StandingReading(
        standing.reading(), standing.reading().id().getLeastSignificantBits(), standing.former());
  }

  private static StandingReading.Version version(double value, boolean retracts) {
    return new StandingReading.Version(value, MEASURED, retracts);
  }

  private static Metric metric(String id) {
    return MetricCatalogue.standard().metric(id);
  }

  private static Reading reading(
      String metric, double value, Quality quality, @Nullable Long sequence) {
    return new Reading(
        new PatientId(new UUID(1, 1)),
        new DeviceId("strap-1"),
        metric(metric),
        value,
        MEASURED,
        metric.equals("steps") ? MEASURED.plusSeconds(60) : null,
        60,
        RECEIVED,
        sequence,
        quality,
        Context.REST,
        null,
        Duration.ofSeconds(30));
  }
}
