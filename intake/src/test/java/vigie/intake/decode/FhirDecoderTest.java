package vigie.intake.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.intake.DeviceMessage;
import vigie.intake.IntakeFixture;
import vigie.intake.IntakeResult;
import vigie.intake.SpeaksFor;
import vigie.reading.Context;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

class FhirDecoderTest {
  private static final String LOINC = "http://loinc.org";
  private static final String MDC = "urn:iso:std:iso:11073:10101";
  private static final String PHR = "http://hl7.org/fhir/uv/phr/CodeSystem/observation-pghd-codes";
  private static final String TIME = "'effectiveDateTime':'2026-03-02T08:41:00+01:00'";
  private static final String BEATS = "'valueQuantity':{'value':72,'code':'/min'}";

  private final IntakeFixture fixture = new IntakeFixture().withNamedDevices();

  @ParameterizedTest(name = "{0} {1} in {3} is {4} of {5}")
  @CsvSource({
    "http://loinc.org, 8867-4, 72, /min, heart-rate, 72",
    "http://loinc.org, 40443-4, 58, '{beats}/min', heart-rate, 58",
    "http://loinc.org, 8867-4, 72, 1/min, heart-rate, 72",
    "urn:iso:std:iso:11073:10101, 149530, 72, /min, heart-rate, 72",
    "http://loinc.org, 2708-6, 96, %, spo2, 96",
    "http://loinc.org, 59408-5, 96, %, spo2, 96",
    "http://loinc.org, 15074-8, 5.8, mmol/L, glucose, 104.50556",
    "http://loinc.org, 99504-3, 104, mg/dL, glucose-cgm, 104",
    "http://loinc.org, 8310-5, 98.6, [degF], body-temperature, 37",
    "urn:iso:std:iso:11073:10101, 188424, 36.9, Cel, body-temperature, 36.9",
    "http://loinc.org, 29463-7, 157, [lb_av], body-weight, 71.214022",
    "http://loinc.org, 8302-2, 70, [in_i], body-height, 177.8",
    "http://loinc.org, 55423-8, 812, '{steps}', steps, 812",
    "http://loinc.org, 93832-4, 435, min, sleep-total, 7.25",
    "http://loinc.org, 8462-4, 10.8, kPa, bp-diastolic, 81.006696",
  })
  void codesAndUnitsAreTheCatalogues(
      String system, String code, double sent, String unit, String metric, double canonical) {
    Reading reading =
        only(
            observation(
                system, code, "'valueQuantity':{'value':%s,'code':'%s'}".formatted(sent, unit)));
    assertThat(reading.metric().id()).isEqualTo(metric);
    assertThat(reading.value()).isCloseTo(canonical, offset(1e-3));
    assertThat(reading.original())
        .isEqualTo(sent == reading.value() ? null : new Original(sent, unit));
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "menstrualFlow, '''valueCodeableConcept'':{''coding'':[{''code'':''heavy''}]}', 3",
    "menstrualFlow, '''valueCodeableConcept'':{''text'':''light''}', 1",
    "menstrualFlow, '''valueString'':''medium''', 2",
    "menstrualPeriod, '''valueBoolean'':true', 1",
    "menstrualPeriod, '''valueBoolean'':false', 0",
    "ovulationTestResult, '''valueInteger'':3', 3",
    "sleepAnalysis, '''valueCodeableConcept'':{''coding'':[{''code'':''asleepREM''}]}', 3",
  })
  void codedMetricsTakeTheCataloguesCodes(String code, String value, double index) {
    assertThat(only(observation(PHR, code, value)).value()).isEqualTo(index);
  }

  @ParameterizedTest(name = "{0} has offset {1}")
  @CsvSource(
      nullValues = "unknown",
      value = {
        "'''effectiveDateTime'':''2026-03-02T08:41:00+01:00''', 60",
        "'''effectiveDateTime'':''2026-03-02T02:41:00.000-05:00''', -300",
        "'''effectiveDateTime'':''2026-03-02T07:41:00+00:00''', 0",
        "'''effectiveDateTime'':''2026-03-02T07:41:00-00:00''', unknown",
        "'''effectiveDateTime'':''2026-03-02T07:41:00Z''', unknown",
        "'''effectiveInstant'':''2026-03-02T08:41:00+01:00''', 60",
        "'''effectivePeriod'':{''start'':''2026-03-02T08:41:00+01:00''}', 60",
      })
  void theTimeKeepsItsOffsetWhereThatIsKnown(String time, @Nullable Integer offset) {
    Reading reading = only(observation(LOINC, "8867-4", BEATS).replace(TIME, time));
    assertThat(reading.effective()).isEqualTo(Instant.parse("2026-03-02T07:41:00Z"));
    assertThat(reading.zoneOffsetMinutes()).isEqualTo(offset);
    assertThat(reading.quality()).isEqualTo(Quality.VALID);
  }

  @Test
  void anIntervalHasAnEnd() {
    Reading reading =
        only(
            observation(LOINC, "55423-8", "'valueInteger':640")
                .replace(
                    TIME,
                    "'effectivePeriod':{'start':'2026-03-02T08:00:00+01:00',"
                        + "'end':'2026-03-02T08:15:00+01:00'}"));
    assertThat(reading.effectiveEnd()).isEqualTo(Instant.parse("2026-03-02T07:15:00Z"));
  }

  @Test
  void withoutATimeTheTimeReceivedStands() {
    Reading reading = only(observation(LOINC, "8867-4", BEATS).replace(TIME + ",", ""));
    assertThat(reading.effective()).isEqualTo(IntakeFixture.NOW);
    assertThat(reading.quality()).isEqualTo(Quality.TIME_ESTIMATED);
  }

  @ParameterizedTest(name = "{0} makes it {1}")
  @CsvSource({
    "'''status'':''final''', VALID",
    "'''status'':''amended''', VALID",
    "'''status'':''corrected''', VALID",
    "'''status'':''preliminary''', QUESTIONABLE",
    "'''status'':''unknown''', QUESTIONABLE",
    "'''status'':''final'',''interpretation'':[{''coding'':[{''code'':''questionable''}]}]',"
        + " QUESTIONABLE",
    "'''status'':''final'',''interpretation'':[{''coding'':[{''code'':''early-indication''}]}]',"
        + " QUESTIONABLE",
    "'''status'':''final'',''interpretation'':[{''coding'':[{''code'':''H''}]}]', VALID",
    "'''status'':''final'',''meta'':{''security'':[{''code'':''HTEST''}]}', TEST",
  })
  void whatTheSenderDoubtsIsDoubted(String status, Quality quality) {
    Reading reading = only(observation(LOINC, "8867-4", BEATS).replace("'status':'final'", status));
    assertThat(reading.quality()).isEqualTo(quality);
  }

  @Test
  @Tag("C-68")
  void aCorrectedObservationIsTheSameReadingWithAnotherValue() {
    Reading sent = only(observation(LOINC, "8867-4", BEATS));
    Reading corrected =
        only(
            observation(LOINC, "8867-4", BEATS.replace("72", "75"))
                .replace("'status':'final'", "'status':'corrected'"));
    assertThat(corrected.id()).isEqualTo(sent.id());
    assertThat(corrected.value()).isEqualTo(75);
  }

  @Test
  @Tag("C-68")
  void anObservationEnteredInErrorRetractsTheReadingOfItsMetricAndTime() {
    Reading sent = only(observation(LOINC, "8867-4", BEATS));
    Reading retraction = only(enteredInError(observation(LOINC, "8867-4", BEATS)));
    assertThat(retraction.retracts()).isTrue();
    assertThat(retraction.id()).isEqualTo(sent.id());
  }

  @Test
  void whatWasEnteredInErrorMustSayWhen() {
    IntakeResult result =
        decide(enteredInError(observation(LOINC, "8867-4", BEATS).replace(TIME + ",", "")));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected().get(0).reason()).isEqualTo(RejectionReason.BAD_VALUE);
  }

  private static String enteredInError(String observation) {
    return observation.replace("'status':'final'", "'status':'entered-in-error'");
  }

  @Test
  void theRestingHeartRateIsOneAtRest() {
    assertThat(only(observation(LOINC, "40443-4", BEATS)).context()).isEqualTo(Context.REST);
    assertThat(only(observation(LOINC, "8867-4", BEATS)).context()).isEqualTo(Context.UNKNOWN);
  }

  @Test
  void severalCodingsOfOneMetricAreOneReading() {
    String code = "{'system':'" + LOINC + "','code':'2708-6'},{'code':'59408-5','system':'" + LOINC;
    Reading reading =
        only(
            observation(MDC, "150456", "'valueQuantity':{'value':96,'code':'%','unit':'percent'}")
                .replace("'coding':[", "'coding':[" + code + "'},"));
    assertThat(reading.metric().id()).isEqualTo("spo2");
  }

  @Test
  void aCodingThatIsUnknownHidesNoneThatIsKnown() {
    Reading reading =
        only(
            observation(LOINC, "8867-4", BEATS)
                .replace("'coding':[", "'coding':[{'system':'urn:maker','code':'HR'},"));
    assertThat(reading.metric().id()).isEqualTo("heart-rate");
  }

  @Test
  void pressuresOfOneObservationAreJudgedTogether() {
    IntakeResult result = decide(pressures("8480-6", 128, "8462-4", 120));
    assertThat(result.accepted())
        .extracting(reading -> reading.metric().id(), Reading::quality)
        .containsExactly(
            tuple("bp-systolic", Quality.QUESTIONABLE),
            tuple("bp-diastolic", Quality.QUESTIONABLE));
  }

  @ParameterizedTest(name = "{2} after {0} is {3}")
  @Tag("C-04")
  @CsvSource({
    "8480-6, 128, 81, VALID VALID, 2026-03-02T08:41:00+01:00",
    "8480-6, 128, 120, QUESTIONABLE QUESTIONABLE, 2026-03-02T08:41:00+01:00",
    "8480-6, 128, 130, '', 2026-03-02T08:41:00+01:00",
    "8480-6, 128, 81, QUESTIONABLE QUESTIONABLE, 2026-03-02T08:41:01+01:00",
    "8478-0, 93, 81, QUESTIONABLE VALID, 2026-03-02T08:41:00+01:00",
  })
  void pressuresThatAreAnObservationEachAreJudgedTogetherToo(
      String code, int value, int diastolic, String qualities, String time) {
    IntakeResult result =
        decide(
            bundle(
                observation(LOINC, code, quantity(value)),
                observation(LOINC, "8462-4", quantity(diastolic))
                    .replace("2026-03-02T08:41:00+01:00", time)));
    assertThat(
            String.join(
                " ", result.accepted().stream().map(each -> each.quality().name()).toList()))
        .isEqualTo(qualities);
  }

  @Test
  void twoPressuresOfOneTimeAreTwoMeasurements() {
    IntakeResult result =
        decide(
            bundle(
                observation(LOINC, "8480-6", quantity(128)),
                observation(LOINC, "8480-6", quantity(131)),
                observation(LOINC, "8462-4", quantity(81))));
    assertThat(result.accepted())
        .extracting(Reading::value, Reading::quality)
        .containsExactly(
            tuple(128.0, Quality.VALID),
            tuple(131.0, Quality.QUESTIONABLE),
            tuple(81.0, Quality.VALID));
  }

  @Test
  void aPartThatFailsLosesNoneOfItsNeighbours() {
    IntakeResult result =
        decide(
            pressures("8480-6", 128, "8462-4", 81)
                .replace(
                    "'valueQuantity':{'value':81,'code':'mm[Hg]'}",
                    "'dataAbsentReason':{'coding':[{'code':'error'}]}"));
    assertThat(result.accepted())
        .extracting(Reading::value, Reading::quality)
        .containsExactly(tuple(128.0, Quality.QUESTIONABLE));
    assertThat(result.rejected())
        .extracting(RejectedReading::reason, RejectedReading::path)
        .containsExactly(tuple(RejectionReason.SENSOR_INVALID, "component[1].dataAbsentReason"));
  }

  @Test
  void aDiastolicPressureUnderTheHeartRatesCodeIsNoHeartRate() {
    IntakeResult result =
        decide(
            pressures("8480-6", 128, "8867-4", 81)
                .replace("'code':'8867-4'", "'code':'8867-4','display':'Diastolic pressure'")
                .replace("{'value':81,'code':'mm[Hg]'}", "{'value':81,'code':'/min'}"));
    assertThat(result.accepted()).extracting(Reading::value).containsExactly(128.0);
    assertThat(result.rejected().get(0).detail())
        .isEqualTo("displayed as bp-diastolic, but coded as heart-rate");
  }

  @Test
  void aBrokenEntryLosesNoneOfItsNeighbours() {
    String good = observation(LOINC, "8867-4", BEATS);
    IntakeResult result =
        decide(
            bundle(good, good.replace("'final'", "'perhaps'"), "{'resourceType':'Observation'}"));
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.rejected())
        .extracting(RejectedReading::path)
        .containsExactly("entry[1].resource", "entry[2].resource.value");
  }

  @Test
  @Tag("C-94")
  void whatIsNotTakenIsCounted() {
    IntakeResult result =
        decide(
            bundle(
                "{'resourceType':'Patient','name':[{'family':'Doe'}]}",
                observation(LOINC, "8867-4", BEATS)
                    .replace(
                        "'status'",
                        "'shoeSize':43,'text':{'status':'generated','div':'<div/>'},'status'")));
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.droppedFields()).isEqualTo(3);
  }

  @Test
  void thePayloadsSubjectDecidesNothing() {
    Reading reading =
        only(
            observation(LOINC, "8867-4", BEATS)
                .replace("'status'", "'subject':{'reference':'Patient/neighbour'},'status'"));
    assertThat(reading.patient()).isEqualTo(IntakeFixture.PATIENT);
  }

  @Test
  void aSecondPersonInAMessageIsNotTheSendersAndLeavesNoBytes() {
    String first =
        observation(LOINC, "8867-4", BEATS)
            .replace("'status'", "'subject':{'reference':'Patient/one'},'status'");
    IntakeResult result = decide(bundle(first, first.replace("Patient/one", "Patient/two")));
    assertThat(result.accepted()).hasSize(1);
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.FOREIGN_DEVICE);
    assertThat(result.rejected().get(0).payload()).isEmpty();
  }

  @ParameterizedTest(name = "{0} is taken as of {1}")
  @CsvSource({
    "74E8FFFEFF051C00, watch-01",
    "A4-C1-38-22-AA-BB, a4c13822aabb",
    "a4:c1:38:22:aa:bb, a4c13822aabb",
    "oximeter-51c0, oximeter-51c0",
    "watch-01, watch-01",
    "no name of a device, watch-01",
  })
  void aGatewaysReadingsAreOfTheDeviceTheyMentionWhenItIsBound(String identifier, String device) {
    String mentioned =
        observation(LOINC, "8867-4", BEATS)
            .replace("'status'", "'device':{'identifier':{'value':'" + identifier + "'}},'status'");
    assertThat(only(mentioned).device()).hasToString(device);
    String bundled =
        observation(LOINC, "8867-4", BEATS)
            .replace("'status'", "'device':{'reference':'Device/d'},'status'");
    String described =
        "{'resourceType':'Device','id':'d','identifier':[{'value':'" + identifier + "'}]}";
    assertThat(only(bundle(bundled, described)).device()).hasToString(device);
  }

  @Test
  void noPlainDeviceSpeaksForAnother() {
    IntakeResult result =
        fixture
            .serving(SpeaksFor.gatewayOfTheSamePatient())
            .decide(
                new DeviceMessage(
                    "cuff-07a1",
                    "fhir",
                    "",
                    IntakeFixture.quoted(
                        observation(LOINC, "8867-4", BEATS)
                            .replace(
                                "'status'",
                                "'device':{'identifier':{'value':'oximeter-51c0'}},'status'")),
                    "vigie/v1/cuff-07a1/fhir"),
                IntakeFixture.NOW);
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected().get(0).reason()).isEqualTo(RejectionReason.FOREIGN_DEVICE);
  }

  private static String observation(String system, String code, String value) {
    return "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'"
        + system
        + "','code':'"
        + code
        + "'}]},"
        + TIME
        + ","
        + value
        + "}";
  }

  private static String pressures(String code, int value, String otherCode, int other) {
    return observation(
        LOINC,
        "85354-9",
        "'component':[" + pressure(code, value) + "," + pressure(otherCode, other) + "]");
  }

  private static String pressure(String code, int value) {
    return "{'code':{'coding':[{'system':'%s','code':'%s'}]},".formatted(LOINC, code)
        + "'valueQuantity':{'value':%d,'code':'mm[Hg]'}}".formatted(value);
  }

  private static String quantity(int millimetres) {
    return "'valueQuantity':{'value':%d,'code':'mm[Hg]'}".formatted(millimetres);
  }

  private static String bundle(String... resources) {
    return "{'resourceType':'Bundle','type':'batch','entry':["
        + String.join(",", List.of(resources).stream().map(r -> "{'resource':" + r + "}").toList())
        + "]}";
  }

  private Reading only(String payload) {
    return fixture.only("fhir", payload);
  }

  private IntakeResult decide(String payload) {
    return fixture.decide("fhir", payload);
  }
}
