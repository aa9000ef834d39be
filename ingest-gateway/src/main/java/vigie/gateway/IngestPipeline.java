package vigie.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vigie.device.DeviceStatus;
import vigie.gateway.mqtt.DeviceTopic;
import vigie.gateway.mqtt.InboundMessage;
import vigie.gateway.observe.IngestMetrics;
import vigie.gateway.publish.PublishOutcome;
import vigie.gateway.publish.ReadingPublisher;
import vigie.intake.DeviceMessage;
import vigie.intake.Intake;
import vigie.intake.IntakeResult;
import vigie.intake.StatusIntake;
import vigie.reading.RejectedReading;
import vigie.reading.RejectionReason;

/**
 * A message's way: decide, publish. Safe for several threads. Readings of one device handed in by
 * one thread are published in that order.
 */
public final class IngestPipeline {
  private final Clock clock;
  private final Intake intake;
  private final StatusIntake statuses;
  private final ReadingPublisher publisher;
  private final IngestMetrics metrics;

  /**
   * Connects the steps.
   *
   * @param clock gives the received time
   * @param intake decides what becomes of each message with readings
   * @param statuses decides what becomes of what a device says of itself
   * @param publisher keeps what comes out
   * @param metrics counts
   */
  public IngestPipeline(
      Clock clock,
      Intake intake,
      StatusIntake statuses,
      ReadingPublisher publisher,
      IngestMetrics metrics) {
    this.clock = clock;
    this.intake = intake;
    this.statuses = statuses;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /** Takes a message in; its outcome is told when all of it is kept, or could not be. */
  public void accept(InboundMessage message) {
    long began = System.nanoTime();
    Instant received = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    DeviceTopic topic = DeviceTopic.parse(message.topic());
    if (topic != null && topic.format().equals(StatusIntake.FORMAT)) {
      accept(statuses.decide(deviceMessage(topic, message), received), message, began);
    } else {
      accept(decide(topic, message, received), message, began);
    }
  }

  private void accept(IntakeResult result, InboundMessage message, long began) {
    metrics.received(result);
    publisher.publish(result.accepted(), result.rejected(), outcome(result, message, began));
  }

  /** A status is no reading: taken, it counts as a message of none. */
  private void accept(StatusIntake.Result result, InboundMessage message, long began) {
    DeviceStatus status = result.status();
    RejectedReading rejected = result.rejected();
    IntakeResult counted =
        new IntakeResult(List.of(), rejected == null ? List.of() : List.of(rejected), 0, 0);
    if (status == null) {
      accept(counted, message, began);
      return;
    }
    metrics.received(counted);
    publisher.publish(status, outcome(counted, message, began));
  }

  private PublishOutcome outcome(IntakeResult result, InboundMessage message, long began) {
    return new PublishOutcome() {
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
    };
  }

  private IntakeResult decide(
      @Nullable DeviceTopic topic, InboundMessage message, Instant received) {
    if (topic == null) {
      return IntakeResult.refused(
          "", message.topic(), received, RejectionReason.UNKNOWN_TOPIC, "not a device's topic");
    }
    return intake.decide(deviceMessage(topic, message), received);
  }

  private static DeviceMessage deviceMessage(DeviceTopic topic, InboundMessage message) {
    return new DeviceMessage(
        topic.device(), topic.format(), message.contentType(), message.payload(), message.topic());
  }
}
