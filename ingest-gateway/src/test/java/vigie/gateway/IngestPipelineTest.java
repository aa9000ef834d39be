package vigie.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vigie.gateway.mqtt.InboundMessage;
import vigie.gateway.publish.RecordingOutcome;
import vigie.reading.Category;
import vigie.reading.Original;
import vigie.reading.Quality;
import vigie.reading.Reading;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

class IngestPipelineTest {
  private final GatewayFixture gateway = new GatewayFixture();

  @Test
  void aMessageWithThreeGoodReadingsAndABadOneKeepsThreeAndRejectsOne() {
    IngestResult result =
        gateway.decide(
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
  void thePatientComesFromTheBindingAndTheIntervalToo() {
    Reading reading = gateway.decide(GatewayFixture.now("hr", "72")).accepted().get(0);
    assertThat(reading.patient()).isEqualTo(GatewayFixture.PATIENT);
    assertThat(reading.expectedInterval()).hasSeconds(5);
    assertThat(reading.received()).isEqualTo(GatewayFixture.NOW);
  }

  @Test
  void withoutATimeTheReceivedTimeStandsAndIsMarked() {
    Reading reading = gateway.decide("{\"hr\":72}").accepted().get(0);
    assertThat(reading.effective()).isEqualTo(GatewayFixture.NOW);
    assertThat(reading.quality()).isEqualTo(Quality.TIME_ESTIMATED);
  }

  @Test
  void aConvertedValueKeepsWhatWasSent() {
    Reading reading = gateway.decide(GatewayFixture.now("temp_f", "100.4")).accepted().get(0);
    assertThat(reading.value()).isEqualTo(38.0);
    assertThat(reading.original()).isEqualTo(new Original(100.4, "[degF]"));
  }

  @Test
  @Tag("C-34")
  void nothingIsTakenOrKeptWithoutConsentForItsCategory() {
    gateway.consentsTo(Set.of(Category.HEART_RATE), 2);
    IngestResult result =
        gateway.decide("{\"ts\":1772433670000,\"values\":{\"hr\":72,\"bg\":104,\"sys\":900}}");
    assertThat(result.accepted()).extracting(r -> r.metric().id()).containsExactly("heart-rate");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsOnly(RejectionReason.NO_CONSENT);
    assertThat(result.rejected()).allMatch(rejected -> rejected.payload().length == 0);
  }

  @Test
  @Tag("C-34")
  void theBytesAreKeptOutWhenAnyValueInThemHasNoConsent() {
    gateway.consentsTo(Set.of(Category.HEART_RATE), 2);
    IngestResult result =
        gateway.decide("{\"ts\":1772433670000,\"values\":{\"hr\":900,\"bg\":104}}");
    assertThat(result.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.IMPLAUSIBLE, RejectionReason.NO_CONSENT);
    assertThat(result.rejected()).allMatch(rejected -> rejected.payload().length == 0);
  }

  @Test
  @Tag("C-34")
  void ofAPatientWhoConsentedToNothingNoBytesAreKept() {
    gateway.consentsTo(Set.of(), 2);
    assertThat(gateway.decide("{").rejected().get(0).payload()).isEmpty();
  }

  @Test
  void anUnknownDeviceIsUnbound() {
    assertRejected("vigie/v1/nobodys/json", "{\"hr\":1}", RejectionReason.UNBOUND_DEVICE);
  }

  @Test
  void anEndedBindingIsRevoked() {
    gateway.bindings.update(
        GatewayFixture.DEVICE, GatewayFixture.binding(GatewayFixture.DEVICE, false));
    assertRejected(GatewayFixture.TOPIC, "{\"hr\":72}", RejectionReason.REVOKED_DEVICE);
  }

  @Test
  void aFormatNobodyKnowsIsAnUnknownTopic() {
    assertRejected("vigie/v1/watch-01/xml", "<hr/>", RejectionReason.UNKNOWN_TOPIC);
    assertRejected("elsewhere/watch-01", "{}", RejectionReason.UNKNOWN_TOPIC);
  }

  @Test
  void aPayloadAtTheLimitIsReadAndOneAboveIsTooLarge() {
    String padded = "{\"hr\":72}" + " ".repeat(GatewayFixture.PAYLOAD_BYTES_MAX - 9);
    assertThat(gateway.decide(padded).accepted()).hasSize(1);
    IngestResult above = gateway.decide(padded + " ");
    assertThat(above.rejected().get(0).reason()).isEqualTo(RejectionReason.TOO_LARGE);
    assertThat(above.rejected().get(0).payload()).hasSize(GatewayFixture.PAYLOAD_BYTES_MAX);
  }

  @Test
  void manyRejectionsOfOneMessageDoNotMultiplyItsBytes() {
    String payload = "[" + "{\"aura\":1},".repeat(4_000) + "{\"aura\":1}]" + " ".repeat(10_000);
    IngestResult result = gateway.decide(payload);
    assertThat(result.rejected()).hasSize(4_001);
    assertThat(result.rejected().stream().mapToLong(r -> r.payload().length).sum())
        .isBetween((long) payload.length(), (long) IngestPipeline.EVIDENCE_BYTES_MAX);
  }

  @Test
  void theOutcomeIsToldOnlyWhenThePublisherHasKeptAll() {
    gateway.publisher.hold();
    RecordingOutcome outcome = accept(GatewayFixture.now("hr", "72"));
    assertThat(outcome.times()).isZero();
    gateway.publisher.releaseHeld();
    assertThat(outcome.told()).isCompletedWithValue("kept");
    assertThat(gateway.metrics.accepted()).isOne();
  }

  @Test
  void whatCannotBePublishedHasFailedAndTheEquationHolds() {
    RecordingOutcome kept = accept("{\"ts\":1772433670000,\"values\":{\"hr\":72,\"aura\":1}}");
    gateway.publisher.refuse();
    RecordingOutcome failed = accept("{\"ts\":1772433670000,\"values\":{\"hr\":72,\"spo2\":97}}");
    assertThat(kept.told()).isCompletedWithValue("kept");
    assertThat(failed.told()).isCompletedWithValue("failed");
    assertThat(gateway.metrics.failed()).isEqualTo(2);
    assertThat(gateway.metrics.received())
        .isEqualTo(
            gateway.metrics.accepted() + gateway.metrics.rejected() + gateway.metrics.failed());
  }

  private RecordingOutcome accept(String payload) {
    RecordingOutcome outcome = new RecordingOutcome();
    gateway.pipeline.accept(
        new InboundMessage(
            GatewayFixture.TOPIC, "", payload.getBytes(StandardCharsets.UTF_8), outcome));
    return outcome;
  }

  private void assertRejected(String topic, String payload, RejectionReason reason) {
    IngestResult result = gateway.decide(topic, payload.getBytes(StandardCharsets.UTF_8));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.rejected()).extracting(RejectedReading::reason).containsExactly(reason);
  }
}
