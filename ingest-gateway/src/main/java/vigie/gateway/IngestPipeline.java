package vigie.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vigie.gateway.mqtt.DeviceTopic;
import vigie.gateway.mqtt.InboundMessage;
import vigie.gateway.observe.IngestMetrics;
import vigie.gateway.publish.PublishOutcome;
import vigie.gateway.publish.ReadingPublisher;
import vigie.intake.DeviceMessage;
import vigie.intake.Intake;
import vigie.intake.IntakeResult;
import vigie.reading.RejectionReason;

/**
 * A message's way: decide, publish. Safe for several threads. Readings of one device handed in by
 * one thread are published in that order.
 */
public final class IngestPipeline {
  private final Clock clock;
  private final Intake intake;
  private final ReadingPublisher publisher;
  private final IngestMetrics metrics;

  /**
   * Connects the steps.
   *
   * @param clock gives the received time
   * @param intake decides what becomes of each message
   * @param publisher keeps what comes out
   * @param metrics counts
   */
  public IngestPipeline(
      Clock clock, Intake intake, ReadingPublisher publisher, IngestMetrics metrics) {
    this.clock = clock;
    this.intake = intake;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /** Takes a message in; its outcome is told when all of it is kept, or could not be. */
  public void accept(InboundMessage message) {
    long began = System.nanoTime();
    IntakeResult result = decide(message, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    metrics.received(result);
    publisher.publish(
        result.accepted(),
        result.rejected(),
        new PublishOutcome() {
          @Override
          public void kept() {
            metrics.kept(result, System.nanoTime() - began);
            message.outcome().kept();
          }

          @Override
          public void failed(Exception cause) {
            metrics.failed(result);
            message.outcome().failed(cause);
          }
        });
  }

  private IntakeResult decide(InboundMessage message, Instant received) {
    DeviceTopic topic = DeviceTopic.parse(message.topic());
    if (topic == null) {
      return IntakeResult.refused(
          "", message.topic(), received, RejectionReason.UNKNOWN_TOPIC, "not a device's topic");
    }
    return intake.decide(
        new DeviceMessage(
            topic.device(),
            topic.format(),
            message.contentType(),
            message.payload(),
            message.topic()),
        received);
  }
}
