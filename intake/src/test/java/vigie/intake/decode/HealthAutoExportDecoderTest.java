package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;

class HealthAutoExportDecoderTest {
  private static final String DATE = "'date':'2026-03-02 07:41:00 +0100'";

  private final IntakeFixture fixture = new IntakeFixture();

  @Test
  void timeAndOffsetAreTheSamples() {
    Reading reading = only(metric("respiratory_rate", "count/min", "{" + DATE + ",'qty':14}"));
    assertThat(reading.effective()).isEqualTo("2026-03-02T06:41:00Z");
    assertThat(reading.zoneOffsetMinutes()).isEqualTo(60);
  }

  @Test
  void anAverageOfDifferentValuesIsDoubtfulAndTheOthersAreCounted() {
    IntakeResult result =
        decide(metric("heart_rate", "count/min", "{" + DATE + ",'Min':66,'Avg':72,'Max':80}"));
    assertThat(result.accepted())
        .extracting(Reading::value, Reading::quality)
        .containsExactly(tuple(72.0, Quality.QUESTIONABLE));
    assertThat(result.droppedFields()).isEqualTo(2);
  }

  // The app's own word for the time of a mean; one that is not over ends when it is received.
  @ParameterizedTest
  @Tag("C-09")
  @CsvSource({
    "Minutes, 07:30:00, 2026-03-02T06:31:00Z, VALID",
    "default, 07:30:00, 2026-03-02T06:31:00Z, VALID",
    "hours, 06:00:00, 2026-03-02T06:00:00Z, QUESTIONABLE",
    "hours, 08:00:00, 2026-03-02T07:41:10Z, QUESTIONABLE",
    "days, 00:00:00, 2026-03-02T07:41:10Z, QUESTIONABLE",
    "seconds, 07:30:00, , VALID",
    "'', 07:30:00, , VALID",
    "lustra, 07:30:00, , VALID",
  })
  void aSaturationIsOfTheTimeOverWhichTheAppSaysItAverages(
      String aggregation, String time, @Nullable Instant end, Quality quality) {
    String sample = "{'date':'2026-03-02 " + time + " +0100','qty':96}";
    Reading reading =
        aggregated(aggregation, metric("blood_oxygen_saturation", "%", sample)).accepted().get(0);
    assertThat(reading.effectiveEnd()).isEqualTo(end);
    assertThat(reading.quality()).isEqualTo(quality);
  }

  @Test
  @Tag("C-09")
  void anAverageOfSeveralValuesIsOfThatTimeToo() {
    String sample = "{'date':'2026-03-02 07:30:00 +0100','Min':66,'Avg':72,'Max':80}";
    Reading several =
        aggregated("minutes", metric("heart_rate", "count/min", sample)).accepted().get(0);
    assertThat(several.effectiveEnd()).isEqualTo("2026-03-02T06:31:00Z");
    assertThat(several.quality()).isEqualTo(Quality.QUESTIONABLE);
    String one = sample.replace("66", "72").replace("80", "72");
    assertThat(
            aggregated("minutes", metric("heart_rate", "count/min", one))
                .accepted()
                .get(0)
                .effectiveEnd())
        .isNull();
  }

  @Test
  void threeEqualValuesAreOneMeasurement() {
    String sample = "{" + DATE + ",'Min':72,'Avg':72,'Max':72}";
    assertThat(only(metric("heart_rate", "count/min", sample)).quality()).isEqualTo(Quality.VALID);
  }

  @Test
  @Tag("C-02")
  void aNightIsAnIntervalOfSeveralReadings() {
    IntakeResult result =
        decide(
            metric(
                "sleep_analysis",
                "hr",
                "{'sleepStart':'2026-03-01 23:00:00 +0100','sleepEnd':'2026-03-02 06:40:00 +0100',"
                    + "'totalSleep':7.2,'core':4.4,'awake':0.4}"));
    assertThat(result.accepted())
        .extracting(reading -> reading.metric().id() + " " + reading.value())
        .containsExactly("sleep-total 7.2", "sleep-light 264.0");
    assertThat(result.accepted().get(1).original()).isEqualTo(new Original(4.4, "h"));
    assertThat(result.accepted().get(0).effectiveEnd()).isEqualTo("2026-03-02T05:40:00Z");
  }

  @Test
  void aBadSampleLosesNoneOfItsNeighbours() {
    String good = "{" + DATE + ",'qty':96}";
    IntakeResult result =
        decide(
            "{'data':{'workouts':[{}],'metrics':[{'name':'aura','units':'1','data':[{},{}]},"
                + "{'name':'blood_oxygen_saturation','units':'%','data':["
                + good
                + ",7,{'qty':96},"
                + good
                + "]}]}}");
    assertThat(result.accepted()).hasSize(2);
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + " " + rejected.path())
        .containsExactly(
            "UNKNOWN_METRIC data.workouts",
            "UNKNOWN_METRIC data.metrics[0].name",
            "MALFORMED data.metrics[1].data[1]",
            "BAD_VALUE data.metrics[1].data[2].qty");
  }

  private static String metric(String name, String units, String sample) {
    return "{'data':{'metrics':[{'name':'"
        + name
        + "','units':'"
        + units
        + "','data':["
        + sample
        + "]}]}}";
  }

  private IntakeResult aggregated(String aggregation, String payload) {
    return fixture.intake.decide(
        new DeviceMessage(
            IntakeFixture.DEVICE,
            "hae",
            "application/json; charset=utf-8; aggregation=" + aggregation,
            IntakeFixture.quoted(payload),
            "test"),
        IntakeFixture.NOW);
  }

  private Reading only(String payload) {
    return fixture.only("hae", payload);
  }

  private IntakeResult decide(String payload) {
    return fixture.decide("hae", payload);
  }
}
