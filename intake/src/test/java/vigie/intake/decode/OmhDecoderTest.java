package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.Context;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;

class OmhDecoderTest {
  private static final String TIME =
      "'effective_time_frame':{'date_time':'2026-03-02T07:41:10+01:00'}";

  private final IntakeFixture fixture = new IntakeFixture();

  @Test
  void timeAndOffsetAreTheBodys() {
    Reading reading = only(point("heart-rate:2.0", "'heart_rate':" + hr(72) + "," + TIME));
    assertThat(reading.effective()).isEqualTo("2026-03-02T06:41:10Z");
    assertThat(reading.zoneOffsetMinutes()).isEqualTo(60);
    assertThat(reading.quality()).isEqualTo(Quality.VALID);
  }

  @Test
  @Tag("C-01")
  void anIntervalKeepsItsEnd() {
    Reading reading =
        only(
            point(
                "step-count:3.0",
                "'step_count':{'value':812,'unit':'steps'},'effective_time_frame':{'time_interval':"
                    + "{'start_date_time':'2026-03-02T07:00:00Z','duration':"
                    + "{'value':0.5,'unit':'h'}}}"));
    assertThat(reading.effective()).isEqualTo("2026-03-02T07:00:00Z");
    assertThat(reading.effectiveEnd()).isEqualTo("2026-03-02T07:30:00Z");
    assertThat(reading.zoneOffsetMinutes()).isNull();
  }

  @Test
  void aConvertedValueKeepsWhatWasSent() {
    Reading reading =
        only(point("body-temperature:4.0", "'body_temperature':{'value':98.6,'unit':'F'}," + TIME));
    assertThat(reading.value()).isEqualTo(37);
    assertThat(reading.original()).isEqualTo(new Original(98.6, "F"));
  }

  @ParameterizedTest
  @CsvSource({
    "sleep, during sleep, SLEEP",
    "sleep, on waking, UNKNOWN",
    "physical_activity, at rest, REST",
    "physical_activity, during exercise, EXERCISE",
    "physical_activity, after exercise, UNKNOWN",
    "meal, after lunch, MEAL",
    "meal, fasting, UNKNOWN",
  })
  @Tag("C-07")
  void whatThePatientWasDoingIsRead(String relation, String value, Context context) {
    String body = "'temporal_relationship_to_" + relation + "':'" + value + "'," + TIME;
    assertThat(only(point("heart-rate:2.0", "'heart_rate':" + hr(72) + "," + body)).context())
        .isEqualTo(context);
  }

  @Test
  void whatPatientsSayThemselvesIsDoubtful() {
    String payload =
        point("heart-rate:2.0", "'heart_rate':" + hr(72) + "," + TIME)
            .replace("sensed", "self-reported");
    assertThat(only(payload).quality()).isEqualTo(Quality.QUESTIONABLE);
  }

  @Test
  void aGlucoseThatPatientsReadFromTheirMeterIsTakenAsRead() {
    String payload =
        point("blood-glucose:4.0", "'blood_glucose':{'value':48,'unit':'mg/dL'}," + TIME)
            .replace("sensed", "self-reported");
    assertThat(only(payload).quality()).isEqualTo(Quality.VALID);
  }

  @Test
  void aBadPointLosesNoneOfItsNeighbours() {
    String good = point("heart-rate:2.0", "'heart_rate':" + hr(72) + "," + TIME);
    String bad = point("heart-rate:2.0", "'heart_rate':" + hr(72));
    IntakeResult result = decide("[" + good + "," + bad + ",7," + good + "]");
    assertThat(result.accepted()).hasSize(2);
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + " " + rejected.path())
        .containsExactly("MALFORMED [1].body.heart_rate", "MALFORMED [2].header");
  }

  private static String hr(int value) {
    return "{'value':" + value + ",'unit':'beats/min'}";
  }

  private static String point(String schema, String body) {
    String[] named = schema.split(":", -1);
    return "{'header':{'id':'1','creation_date_time':'2026-03-02T07:41:12Z','schema_id':"
        + "{'namespace':'omh','name':'"
        + named[0]
        + "','version':'"
        + named[1]
        + "'},'acquisition_provenance':{'modality':'sensed'}},'body':{"
        + body
        + "}}";
  }

  private Reading only(String payload) {
    return fixture.only("omh", payload);
  }

  private IntakeResult decide(String payload) {
    return fixture.decide("omh", payload);
  }
}
