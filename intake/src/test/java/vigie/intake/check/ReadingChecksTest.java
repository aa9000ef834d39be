package vigie.intake.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;
import vigie.reading.Quality;
import vigie.reading.Reading;

/** Each check below, at and above its limit. */
class ReadingChecksTest {
  private static final String TAKEN = "TAKEN";
  private final IntakeFixture fixture = new IntakeFixture();

  @ParameterizedTest
  @CsvSource({
    "hr, 19.9, IMPLAUSIBLE",
    "hr, 20, TAKEN",
    "hr, 300, TAKEN",
    "hr, 300.1, IMPLAUSIBLE",
    "hr, 0, SENSOR_INVALID",
    "rr, 0, SENSOR_INVALID",
    "spo2, 0, SENSOR_INVALID",
    "hr, -0.0, SENSOR_INVALID",
    "rr, 2.9, IMPLAUSIBLE",
    "rr, 3, TAKEN",
    "rr, 80, TAKEN",
    "spo2, 0.97, IMPLAUSIBLE",
    "spo2, 1, IMPLAUSIBLE",
    "spo2, 29.9, IMPLAUSIBLE",
    "spo2, 30, TAKEN",
    "spo2, 100, TAKEN",
    "spo2, 100.1, IMPLAUSIBLE",
    "temp, 98.6, IMPLAUSIBLE",
    "temp, 25, TAKEN",
    "temp, 45, TAKEN",
    "temp_f, 98.6, TAKEN",
    "temp_f, 37, IMPLAUSIBLE",
    "glucose, 19.9, IMPLAUSIBLE",
    "glucose, 20, TAKEN",
    "glucose, 5.8, IMPLAUSIBLE",
    "glucose_mmol_l, 35, TAKEN",
    "glucose_mmol_l, 35.1, IMPLAUSIBLE",
    "glucose_mg_dl, 104, TAKEN",
    "sys, 12, IMPLAUSIBLE",
    "sys_kpa, 16, TAKEN",
    "steps, 0, TAKEN",
    "weight, 71.2, TAKEN",
    "weight_lb, 157, TAKEN",
    "body-height, 1.8, IMPLAUSIBLE",
    "aura, 7, UNKNOWN_METRIC",
    "heart-rate, 72, TAKEN",
    "heart_rate, 72, TAKEN",
    "heartRate, 72, TAKEN",
  })
  void valueAndItsFate(String name, String value, String fate) {
    assertThat(fate(IntakeFixture.now(name, value))).isEqualTo(fate);
  }

  @Test
  void everyMetricTakesItsLimitsAndNothingBeyond() {
    for (Metric metric : MetricCatalogue.standard().all()) {
      if (!metric.measured()) {
        // What the detector makes of others, or is told of devices, is no device's to send.
        assertThat(fate(metric, metric.low())).as(metric.id()).isEqualTo("UNKNOWN_METRIC");
        continue;
      }
      boolean zeroMeansNothing = metric.low() == 0;
      assertThat(fate(metric, metric.low())).as(metric.id()).isEqualTo(TAKEN);
      assertThat(fate(metric, metric.high())).as(metric.id()).isEqualTo(TAKEN);
      assertThat(fate(metric, metric.high() + 1)).as(metric.id()).isEqualTo("IMPLAUSIBLE");
      assertThat(fate(metric, zeroMeansNothing ? -1 : metric.low() - 0.5))
          .as(metric.id())
          .isIn("IMPLAUSIBLE", "BAD_VALUE");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "600000, TAKEN",
    "600001, CLOCK_AHEAD",
    "0, TAKEN",
    "-86400000, TAKEN",
    "-830000000000, BAD_VALUE",
  })
  void timesAheadOfOurClock(long aheadMillis, String fate) {
    assertThat(fate(at(IntakeFixture.NOW.toEpochMilli() + aheadMillis))).isEqualTo(fate);
  }

  @Test
  void aClockALittleAheadIsSetToTheReceivedTime() {
    Reading reading =
        fixture.decide(at(IntakeFixture.NOW.toEpochMilli() + 120_000)).accepted().get(0);
    assertThat(reading.effective()).isEqualTo(IntakeFixture.NOW);
  }

  @Test
  void tenDigitsAreSecondsAndAreCounted() {
    IntakeResult result = fixture.decide(at(IntakeFixture.NOW.getEpochSecond()));
    assertThat(result.accepted().get(0).effective()).isEqualTo(IntakeFixture.NOW);
    assertThat(result.accepted().get(0).quality()).isEqualTo(Quality.VALID);
    assertThat(result.correctedTimes()).isOne();
  }

  @ParameterizedTest
  @Tag("C-04")
  @CsvSource({
    "120, 80, TAKEN, VALID", "120, 110, TAKEN, VALID", "120, 111, TAKEN, QUESTIONABLE",
    "120, 119, TAKEN, QUESTIONABLE", "120, 120, IMPLAUSIBLE, ", "120, 121, IMPLAUSIBLE, ",
  })
  void pressuresThatDoNotFitAreRefusedTogether(
      double systolic, double diastolic, String fate, String quality) {
    IntakeResult result =
        fixture.decide(
            "{\"sys\":"
                + systolic
                + ",\"dia\":"
                + diastolic
                + ",\"test\":false,"
                + "\"ts\":1772433670000}");
    assertThat(fates(result)).containsOnly(fate);
    assertThat(result.received()).isEqualTo(2);
    if (fate.equals(TAKEN)) {
      assertThat(result.accepted())
          .extracting(reading -> reading.quality().name())
          .containsOnly(quality);
    }
  }

  @ParameterizedTest
  @CsvSource({"79, IMPLAUSIBLE", "80, TAKEN", "120, TAKEN", "121, IMPLAUSIBLE"})
  void aMeanLiesBetweenItsPressures(double mean, String fate) {
    assertThat(fate("{\"sys\":120,\"dia\":80,\"bp-mean\":" + mean + "}")).isEqualTo(fate);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @Tag("C-04")
  @CsvSource({
    "'\"sys\":75', bp-systolic QUESTIONABLE",
    "'\"dia\":75', bp-diastolic QUESTIONABLE",
    "'\"sys\":120,\"dia\":null', bp-systolic QUESTIONABLE",
    "'\"sys\":120,\"dia\":19', bp-systolic QUESTIONABLE",
    "'\"sys\":301,\"dia\":80', bp-diastolic QUESTIONABLE",
    "'\"sys\":120,\"bp-mean\":93', bp-systolic QUESTIONABLE bp-mean VALID",
    "'\"sys\":120,\"dia\":80,\"bp-mean\":93',"
        + " bp-systolic VALID bp-diastolic VALID bp-mean VALID",
    "'\"bp-mean\":93', bp-mean VALID",
    "'\"sys\":120,\"hr\":72', heart-rate VALID bp-systolic QUESTIONABLE",
  })
  void halfABloodPressureIsKeptAndDoubted(String values, String taken) {
    assertThat(qualities(fixture.decide("{\"ts\":1772433670000,\"values\":{" + values + "}}")))
        .isEqualTo(taken);
  }

  @Test
  @Tag("C-04")
  void theHalvesOfTwoMeasurementsAreNotOneWhole() {
    assertThat(
            qualities(
                fixture.decide(
                    "[{\"sys\":120,\"ts\":1772433669000},{\"dia\":80,\"ts\":1772433670000}]")))
        .isEqualTo("bp-systolic QUESTIONABLE bp-diastolic QUESTIONABLE");
  }

  @Test
  void halfABloodPressureMadeToTryTheSystemStaysATest() {
    assertThat(qualities(fixture.decide("{\"sys\":120,\"test\":true}")))
        .isEqualTo("bp-systolic TEST");
  }

  @Test
  void pressuresOfDifferentMeasurementsAreNotCompared() {
    assertThat(fate("[{\"sys\":100,\"ts\":1772433670000},{\"dia\":110,\"ts\":1772433671000}]"))
        .isEqualTo(TAKEN);
  }

  @ParameterizedTest
  @CsvSource({"69.9, QUESTIONABLE", "70, VALID"})
  void saturationUnderSeventyIsQuestionable(String value, Quality quality) {
    assertThat(fixture.decide(IntakeFixture.now("spo2", value)).accepted().get(0).quality())
        .isEqualTo(quality);
  }

  private static String qualities(IntakeResult result) {
    return result.accepted().stream()
        .map(reading -> reading.metric().id() + " " + reading.quality())
        .collect(Collectors.joining(" "));
  }

  private static String at(long ts) {
    return "{\"ts\":" + ts + ",\"values\":{\"hr\":72}}";
  }

  private String fate(Metric metric, double value) {
    return fate(IntakeFixture.now(metric.id(), Double.toString(value)));
  }

  private String fate(String payload) {
    return String.join("+", fates(fixture.decide(payload)).stream().distinct().toList());
  }

  private static java.util.List<String> fates(IntakeResult result) {
    java.util.List<String> fates = new java.util.ArrayList<>();
    result.accepted().forEach(reading -> fates.add(TAKEN));
    result.rejected().forEach(reading -> fates.add(reading.reason().name()));
    return fates;
  }
}
