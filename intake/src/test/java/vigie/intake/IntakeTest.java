package vigie.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.reading.Category;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

class IntakeTest {
  private final IntakeFixture fixture = new IntakeFixture();

  @Test
  void aMessageWithThreeGoodReadingsAndABadOneKeepsThreeAndRejectsOne() {
    IntakeResult result =
        fixture.decide(
            "{\"ts\":1772433670000,\"values\":{\"hr\":72,\"spo2\":96,\"temp\":36.9,\"sys\":900}}");
    assertThat(result.accepted())
        .extracting(reading -> reading.metric().id())
        .containsExactly("heart-rate", "spo2", "body-temperature");
    assertThat(result.rejected()).hasSize(1);
    RejectedReading rejected = result.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.IMPLAUSIBLE);
    assertThat(rejected.path()).isEqualTo("values.sys");
    assertThat(new String(rejected.payload(), StandardCharsets.UTF_8)).contains("\"sys\":900");
  }

  @Test
  void theReadingsOfAMessageComeByTimeAndThoseOfOneTimeByRank() {
    IntakeResult result =
        fixture.decide(
            "[{\"ts\":1772433670000,\"values\":{\"temp\":36.9,\"spo2\":96,\"hr\":72,\"steps\":12}},"
                + "{\"ts\":1772433610000,\"values\":{\"spo2\":95,\"hr\":71}}]");
    assertThat(result.accepted())
        .extracting(Reading::value)
        .containsExactly(71.0, 95.0, 12.0, 72.0, 96.0, 36.9);
  }

  @Test
  void thePatientComesFromTheBindingAndTheIntervalToo() {
    Reading reading = fixture.decide(IntakeFixture.now("hr", "72")).accepted().get(0);
    assertThat(reading.patient()).isEqualTo(IntakeFixture.PATIENT);
    assertThat(reading.expectedInterval()).hasSeconds(5);
    assertThat(reading.received()).isEqualTo(IntakeFixture.NOW);
  }

  @Test
  void withoutATimeTheReceivedTimeStandsAndIsMarked() {
    Reading reading = fixture.decide("{\"hr\":72}").accepted().get(0);
    assertThat(reading.effective()).isEqualTo(IntakeFixture.NOW);
    assertThat(reading.quality()).isEqualTo(Quality.TIME_ESTIMATED);
  }

  @ParameterizedTest
  @Tag("C-09")
  @CsvSource({
    "json, '{''ts'':1772433070000,''endTs'':1772433670000,''values'':{''spo2'':96}}'",
    "fhir, '{''resourceType'':''Observation'',''status'':''final'',''code'':{''coding'':"
        + "[{''system'':''http://loinc.org'',''code'':''59408-5''}]},''effectivePeriod'':"
        + "{''start'':''2026-03-02T07:31:10+01:00'',''end'':''2026-03-02T07:41:10+01:00''},"
        + "''valueQuantity'':{''value'':96,''code'':''%''}}'",
    "omh, '{''header'':{''id'':''1'',''creation_date_time'':''2026-03-02T07:41:10+01:00'',"
        + "''schema_id'':{''namespace'':''omh'',''name'':''oxygen-saturation'',''version'':"
        + "''2.0''}},''body'':{''oxygen_saturation'':{''value'':96,''unit'':''%''},"
        + "''effective_time_frame'':{''time_interval'':{''start_date_time'':"
        + "''2026-03-02T07:31:10+01:00'',''end_date_time'':''2026-03-02T07:41:10+01:00''}}}}'",
  })
  void aMeanOverATimeKeepsItsBeginAndItsEnd(String format, String payload) {
    Reading mean = fixture.only(format, payload);
    assertThat(mean.effective()).isEqualTo(Instant.parse("2026-03-02T06:31:10Z"));
    assertThat(mean.effectiveEnd()).isEqualTo(Instant.parse("2026-03-02T06:41:10Z"));
  }

  @Test
  @Tag("C-09")
  void aSpotReadingOfTheBeginOfAMeanIsAnotherReading() {
    Reading mean =
        fixture.only("json", "{'ts':1772433070000,'endTs':1772433670000,'values':{'spo2':96}}");
    Reading spot = fixture.only("json", "{'ts':1772433070000,'values':{'spo2':96}}");
    assertThat(spot.effectiveEnd()).isNull();
    assertThat(spot.id()).isNotEqualTo(mean.id());
  }

  @Test
  void aConvertedValueKeepsWhatWasSent() {
    Reading reading = fixture.decide(IntakeFixture.now("temp_f", "100.4")).accepted().get(0);
    assertThat(reading.value()).isEqualTo(38.0);
    assertThat(reading.original()).isEqualTo(new Original(100.4, "[degF]"));
  }

  @Test
  @Tag("C-34")
  void nothingIsTakenOrKeptWithoutConsentForItsCategory() {
    fixture.consentsTo(Set.of(Category.HEART_RATE));
    IntakeResult result =
        fixture.decide("{\"ts\":1772433670000,\"values\":{\"hr\":72,\"bg\":104,\"sys\":900}}");
    assertThat(result.accepted()).extracting(r -> r.metric().id()).containsExactly("heart-rate");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsOnly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected()).allMatch(rejected -> rejected.payload().length == 0);
  }

  @Test
  @Tag("C-34")
  void theBytesAreKeptOutWhenAnyValueInThemHasNoConsent() {
    fixture.consentsTo(Set.of(Category.HEART_RATE));
    IntakeResult result =
        fixture.decide("{\"ts\":1772433670000,\"values\":{\"hr\":900,\"bg\":104}}");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.IMPLAUSIBLE, RejectionReason.NO_CONSENT);
    assertThat(result.rejected()).allMatch(rejected -> rejected.payload().length == 0);
  }

  @Test
  @Tag("C-34")
  void ofAPatientWhoConsentedToNothingNoBytesAreKept() {
    fixture.consentsTo(Set.of());
    assertThat(fixture.decide("{").rejected().get(0).payload()).isEmpty();
  }

  @Test
  @Tag("C-34")
  @Tag("C-74")
  void aDeviceOutsideTheConsentLeavesNothing() {
    fixture.directory.withheld.add(IntakeFixture.DEVICE);
    IntakeResult result = fixture.decide("{\"hr\":72}");
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected().get(0).payload()).isEmpty();
    assertThat(fixture.decide("{").rejected().get(0).payload()).isEmpty();
  }

  @Test
  @Tag("C-74")
  void whatAGatewayBringsOfADeviceOutsideTheConsentIsRefusedAndItsOwnIsTaken() {
    fixture.withNamedDevices().directory.withheld.add("oximeter-51c0");
    IntakeResult result =
        fixture.decide("gateway", "{'watch-01':[{'hr':72}],'oximeter-51c0':[{'spo2':97}]}");
    assertThat(result.accepted()).extracting(r -> r.metric().id()).containsExactly("heart-rate");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected().get(0).payload()).isEmpty();
  }

  @Test
  void anUnknownDeviceIsUnbound() {
    assertRejected("nobodys", "json", "{\"hr\":1}", RejectionReason.UNBOUND_DEVICE);
  }

  @Test
  void anEndedBindingIsRevoked() {
    fixture.bind(IntakeFixture.DEVICE, IntakeFixture.PATIENT, false);
    assertRejected(IntakeFixture.DEVICE, "json", "{\"hr\":72}", RejectionReason.REVOKED_DEVICE);
  }

  @Test
  void aFormatNobodyKnowsIsAnUnknownTopic() {
    assertRejected(IntakeFixture.DEVICE, "xml", "<hr/>", RejectionReason.UNKNOWN_TOPIC);
  }

  @Test
  void aPayloadAtTheLimitIsReadAndOneAboveIsTooLarge() {
    String padded = "{\"hr\":72}" + " ".repeat(IntakeFixture.PAYLOAD_BYTES_MAX - 9);
    assertThat(fixture.decide(padded).accepted()).hasSize(1);
    IntakeResult above = fixture.decide(padded + " ");
    assertThat(above.rejected().get(0).reason()).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(above.rejected().get(0).payload()).hasSize(IntakeFixture.PAYLOAD_BYTES_MAX);
  }

  @Test
  void manyRejectionsOfOneMessageDoNotMultiplyItsBytes() {
    String payload = "[" + "{\"aura\":1},".repeat(4_000) + "{\"aura\":1}]" + " ".repeat(10_000);
    IntakeResult result = fixture.decide(payload);
    assertThat(result.rejected()).hasSize(4_001);
    assertThat(result.rejected().stream().mapToLong(r -> r.payload().length).sum())
        .isBetween((long) payload.length(), (long) Intake.EVIDENCE_BYTES_MAX);
  }

  private void assertRejected(
      String device, String format, String payload, RejectionReason reason) {
    IntakeResult result =
        IntakeFixture.decide(
            fixture.intake, device, format, payload.getBytes(StandardCharsets.UTF_8));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected()).extracting(RejectedReading::reason).containsExactly(reason);
  }
}
