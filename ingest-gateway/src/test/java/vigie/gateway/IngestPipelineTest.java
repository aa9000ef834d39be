package vigie.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import vigie.device.DeviceStatus;
import vigie.gateway.mqtt.InboundMessage;
import vigie.gateway.publish.RecordingOutcome;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

class IngestPipelineTest {
  private final GatewayFixture gateway = new GatewayFixture();

  @Test
  void whatIsNoDevicesTopicIsRejectedWithoutItsBytes() {
    gateway.pipeline.accept(
        new InboundMessage("elsewhere/watch-01", "", new byte[] {1}, new RecordingOutcome()));
    assertThat(gateway.publisher.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.UNKNOWN_TOPIC);
    assertThat(gateway.publisher.rejected().get(0).payload()).isEmpty();
  }

  @Test
  void theOutcomeIsToldOnlyWhenThePublisherHasKeptAll() {
    gateway.publisher.hold();
    RecordingOutcome outcome = accept("{\"hr\":72}");
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

  @Test
  void aStatusIsToldKeptOnlyWhenItIsAndIsNoReading() {
    gateway.publisher.hold();
    RecordingOutcome outcome = status("{\"state\":\"charging\",\"battery\":87}");
    assertThat(outcome.times()).isZero();
    gateway.publisher.releaseHeld();
    assertThat(outcome.told()).isCompletedWithValue("kept");
    assertThat(gateway.publisher.statuses()).extracting(DeviceStatus::battery).containsExactly(87);
    assertThat(gateway.metrics.received()).isZero();
    gateway.publisher.refuse();
    assertThat(status("{\"state\":\"online\"}").told()).isCompletedWithValue("failed");
  }

  @Test
  void aStatusThatIsNoneIsRejected() {
    assertThat(status("{\"state\":\"tired\"}").told()).isCompletedWithValue("kept");
    assertThat(gateway.publisher.rejected())
        .extracting(RejectedReading::reason)
        .containsExactly(RejectionReason.BAD_VALUE);
    assertThat(gateway.metrics.rejected()).isOne();
  }

  private RecordingOutcome status(String payload) {
    RecordingOutcome outcome = new RecordingOutcome();
    gateway.pipeline.accept(
        new InboundMessage(
            "vigie/v1/watch-01/status", "", payload.getBytes(StandardCharsets.UTF_8), outcome));
    return outcome;
  }

  private RecordingOutcome accept(String payload) {
    RecordingOutcome outcome = new RecordingOutcome();
    gateway.pipeline.accept(
        new InboundMessage(
            GatewayFixture.TOPIC, "", payload.getBytes(StandardCharsets.UTF_8), outcome));
    return outcome;
  }
}
