package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.reading.MetricCatalogue;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;

class SenmlDecoderTest {
  private final IntakeFixture fixture = new IntakeFixture();

  @ParameterizedTest(name = "{0} {1} {2} is {3}, {4}")
  @CsvSource({
    "spo2, 0.96, /, 96, VALID",
    "spo2, 0.96, %, 96, VALID",
    "spo2, 1, %, 100, VALID",
    "spo2, 96, %, 96, QUESTIONABLE",
    "spo2, 96, /100, 96, VALID",
    "bp-mean, 17065, Pa, 127.99808, VALID",
    "bp-mean, 16, kPa, 120.00992, VALID",
    "bp-mean, 128, mmHg, 128, VALID",
    "glucose, 1.04, kg/m3, 104, VALID",
    "glucose, 5.8, mol/m3, 104.50556, VALID",
    "glucose, 5.8, mmol/L, 104.50556, VALID",
    "temp, 310.05, K, 36.9, VALID",
    "temp, 36.9, Cel, 36.9, VALID",
    "hr, 72, beat/min, 72, VALID",
    "hr, 1.2, Hz, 72, VALID",
    "weight, 71200, g, 71.2, VALID",
    "active-energy, 418400, J, 100, VALID",
    "diet-water, 1.5, l, 1.5, VALID",
    "steps, 812, count, 812, VALID",
  })
  void unitsAreConvertedOnce(
      String name, double value, String unit, double canonical, Quality quality) {
    Reading reading =
        only("[{'n':'" + name + "','bt':1772433670,'u':'" + unit + "','v':" + value + "}]");
    assertThat(reading.value()).isEqualTo(canonical);
    assertThat(reading.quality()).isEqualTo(quality);
    assertThat(reading.original()).isEqualTo(value == canonical ? null : new Original(value, unit));
  }

  @ParameterizedTest(name = "bt {0} and t {1} is {2}")
  @CsvSource({
    "1772433670, 0, 2026-03-02T06:41:10Z, VALID",
    "1772433670, -60.25, 2026-03-02T06:40:09.750Z, VALID",
    "1.77243367e9, 0.5, 2026-03-02T06:41:10.500Z, VALID",
    "0, 1772433670, 2026-03-02T06:41:10Z, VALID",
    "0, -60, 2026-03-02T07:40:10Z, TIME_ESTIMATED",
    "-30, -30, 2026-03-02T07:40:10Z, TIME_ESTIMATED",
    "0, 0, 2026-03-02T07:41:10Z, TIME_ESTIMATED",
    "-268435456, 0, 2017-08-29T10:16:54Z, TIME_ESTIMATED",
  })
  void aTimeBelowTwoToThe28CountsFromNow(String base, String own, String effective, Quality q) {
    Reading reading = only("[{'n':'hr','bt':" + base + ",'t':" + own + ",'v':72}]");
    assertThat(reading.effective()).isEqualTo(effective);
    assertThat(reading.quality()).isEqualTo(q);
  }

  @Test
  void baseFieldsHoldFromTheirRecordOn() {
    IntakeResult result =
        decide(
            "[{'n':'hr','t':1772433600,'v':70},{'bn':'urn:dev:mac:1:','bt':1772433670,'bu':'Cel',"
                + "'bv':30,'n':'temp','v':6.9},{'n':'temp','t':-60,'v':6.5},"
                + "{'bv':0,'n':'hr','u':'beat/min','v':72}]");
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted())
        .extracting(Reading::value)
        .containsExactly(70.0, 36.5, 72.0, 36.9);
  }

  @Test
  void aBadRecordLosesNoneOfItsNeighbours() {
    IntakeResult result =
        decide(
            "[{'n':'hr','v':72},7,{'n':'aura','v':1},{'n':'temp','u':'K','v':'x'},"
                + "{'n':'spo2','u':'/','v':0.96}]");
    assertThat(result.accepted()).extracting(Reading::value).containsExactly(72.0, 96.0);
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + " " + rejected.path())
        .containsExactly("MALFORMED [1]", "UNKNOWN_METRIC [2]", "BAD_VALUE [3]");
  }

  @Test
  void fromABaseFieldThatCannotBeReadOnNothingIsTrusted() {
    IntakeResult result =
        decide("[{'n':'hr','v':72},{'bt':'now','n':'hr','v':71},{'n':'hr','v':70}]");
    assertThat(result.accepted()).extracting(Reading::value).containsExactly(72.0);
    assertThat(result.rejected()).hasSize(2);
  }

  @Test
  void aSecondDeviceInThePackIsNotTheSender() {
    IntakeResult result =
        decide("[{'bn':'urn:dev:mac:1:','n':'hr','v':72},{'bn':'urn:dev:mac:2:','n':'hr','v':99}]");
    assertThat(result.accepted()).extracting(Reading::value).containsExactly(72.0);
    assertThat(result.rejected())
        .extracting(rejected -> rejected.reason() + " " + rejected.path())
        .containsExactly("UNBOUND_DEVICE [1]");
  }

  @ParameterizedTest
  @CsvSource({
    "urn:dev:ow:10e2073a01080063, hr, temp",
    "urn:dev:ow:10e2073a01080063:, hr, temp",
    "urn:dev:ow:10e2073a01080063_, hr, temp",
    "urn:dev:, ow:10e2073a01080063:hr, ow:10e2073a01080063:temp",
    "ward/7/, hr, temp",
  })
  void oneDeviceIsOneHoweverItsNameMeetsTheMetrics(String base, String first, String second) {
    IntakeResult result =
        decide("[{'bn':'" + base + "','n':'" + first + "','v':72},{'n':'" + second + "','v':37}]");
    assertThat(result.rejected()).isEmpty();
    assertThat(result.accepted())
        .extracting(reading -> reading.metric().id())
        .containsExactly("heart-rate", "body-temperature");
  }

  @Test
  void ofTwoCodesATruthValueMeansTheSecond() {
    assertThat(only("[{'n':'fall','vb':true}]").value()).isEqualTo(1);
    assertThat(only("[{'n':'fall','vb':false}]").value()).isEqualTo(0);
    assertThat(only("[{'n':'sleep-stage','vs':'asleepREM'}]").value()).isEqualTo(3);
  }

  @Test
  void atMostFiveThousandRecordsStandInOnePack() {
    String one = "{'n':'hr','v':66},";
    assertThat(decide("[" + one.repeat(2_000) + "{'n':'hr','v':66}]").accepted()).hasSize(2_001);
    byte[] more = IntakeFixture.quoted("[" + one.repeat(5_000) + "{'n':'hr','v':66}]");
    Decoded decoded =
        new SenmlDecoder(new MetricNames(MetricCatalogue.standard()))
            .decode(more, IntakeFixture.NOW);
    assertThat(String.valueOf(decoded.refusal())).contains("TOO_LARGE");
  }

  private Reading only(String payload) {
    return fixture.only("senml", payload);
  }

  private IntakeResult decide(String payload) {
    return fixture.decide("senml", payload);
  }
}
