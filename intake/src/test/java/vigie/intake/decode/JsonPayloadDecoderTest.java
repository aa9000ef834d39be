package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.IntakeFixture;
import vigie.reading.Context;
import vigie.reading.MetricCatalogue;
import vigie.reading.RejectionReason;

class JsonPayloadDecoderTest {
  private final JsonPayloadDecoder decoder =
      new JsonPayloadDecoder(new MetricNames(MetricCatalogue.standard()));

  @Test
  void everythingAnObjectSaysIsRead() {
    SentReading reading =
        only(
            "{'ts':1772433000000,'endTs':1772433600000,'seq':42,'context':'exercise',"
                + "'zone':'+01:00','test':true,'values':{'steps':812}}");
    assertThat(reading.object().time().ts()).isEqualTo(1772433000000L);
    assertThat(reading.object().time().endTs()).isEqualTo(1772433600000L);
    assertThat(reading.object().sequence()).isEqualTo(42);
    assertThat(reading.object().context()).isEqualTo(Context.EXERCISE);
    assertThat(reading.object().time().zoneOffsetMinutes()).isEqualTo(60);
    assertThat(reading.object().test()).isTrue();
    assertThat(reading.canonical()).isEqualTo(812);
  }

  @Test
  void anUnknownLocalOffsetIsNoOffset() {
    assertThat(only("{'zone':'-00:00','hr':66}").object().time().zoneOffsetMinutes()).isNull();
  }

  @Test
  void pathsSayWhereAReadingStands() {
    assertThat(decode("[{'hr':66},{'values':{'hr':66,'spo2':97}}]").readings())
        .extracting(SentReading::path)
        .containsExactly("[0].hr", "[1].values.hr", "[1].values.spo2");
  }

  @Test
  @Tag("C-94")
  void fieldsOutsideTheFormatAreDroppedAndCounted() {
    Decoded decoded =
        decode(
            "{'owner':'x','place':{'lat':1},'context':'flying','seq':1.5,'zone':'here',"
                + "'values':{'hr':{'value':66,'note':['x']}}}");
    assertThat(decoded.readings()).hasSize(1);
    assertThat(decoded.droppedFields()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{1} said to be {0}: doubtful {2}, refused {3}")
  @CsvSource({
    "valid, hr, false, false",
    "questionable, hr, true, false",
    "early-estimate, hr, true, false",
    "self-reported, hr, true, false",
    "self-reported, bg, false, false",
    "self-reported, sys, false, false",
    "invalid, hr, false, true",
    "calibration-ongoing, hr, false, true",
    "not-available, hr, false, true",
    "a-word-nobody-knows, hr, true, false",
  })
  void whatTheDeviceSaysOfItsValueIsHeard(
      String quality, String name, boolean doubtful, boolean refused) {
    SentReading reading = only("{'quality':'" + quality + "','" + name + "':120}");
    assertThat(reading.doubtful()).isEqualTo(doubtful);
    assertThat(reading.fault() != null).isEqualTo(refused);
  }

  @Test
  void testDataIsTestData() {
    assertThat(only("{'quality':'test-data','hr':66}").object().test()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"temp\":{\"value\":98.6,\"unit\":\"[degF]\"}}', 37",
    "'{\"temp_f\":100.4}', 38",
    "'{\"bg\":{\"value\":3.9,\"unit\":\"mmol/L\"}}', 70.27098",
    "'{\"sys_kpa\":16}', 120.00992",
    "'{\"weight\":{\"value\":68400,\"unit\":\"g\"}}', 68.4",
    "'{\"sleep-stage\":\"asleepREM\"}', 3",
  })
  void unitsAreConvertedOnce(String payload, double canonical) {
    assertThat(only(payload).canonical()).isEqualTo(canonical);
  }

  @Test
  void atMostFiveThousandReadingsStandInOneMessage() {
    String one = "{'hr':66},";
    assertThat(decode("[" + one.repeat(4_999) + "{'hr':66}]").readings()).hasSize(5_000);
    assertThat(decode("[" + one.repeat(5_000) + "{'hr':66}]").refusal())
        .isNotNull()
        .extracting(Refusal::reason)
        .isEqualTo(RejectionReason.TOO_LARGE);
  }

  @Test
  void aRefusalNeverRepeatsTheBytes() {
    assertThat(String.valueOf(decode("{'secret-name").refusal()))
        .contains("MALFORMED")
        .doesNotContain("secret");
  }

  private SentReading only(String payload) {
    Decoded decoded = decode(payload);
    assertThat(decoded.readings()).hasSize(1);
    return decoded.readings().get(0);
  }

  private Decoded decode(String payload) {
    return decoder.decode(
        payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8), IntakeFixture.NOW);
  }
}
