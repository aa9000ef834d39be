package vigie.api.notify;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import vigie.alert.Delivery;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;

/** Every way to a person that there is, the preferred one first. Safe for many threads. */
@Singleton
public final class DeliveryChannels {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("notify-calls"));
  private final MqttChannel mqtt;
  private final List<DeliveryChannel> channels;

  /**
   * What came of sending something once.
   *
   * @param accepted whether the other side has it
   * @param how in words, without address or health data
   */
  public record Sent(boolean accepted, String how) {}

  /** Wired by the program. */
  public DeliveryChannels(ApiConfig config, OwnWebhook own, Clock clock) {
    WebhookGuard guard = new WebhookGuard(config.webhookNetworks());
    mqtt = new MqttChannel(config.mqtt());
    channels =
        List.of(
            // The one way whose acceptance is the person's own application's.
            mqtt,
            new WebhookChannel(
                guard,
                own,
                config.operator().production(),
                WebhookTrust.of("VIGIE_WEBHOOK_CA", config.webhookCa()),
                clock,
                timer),
            new SmtpChannel(config.smtp(), clock));
  }

  /** All of them. */
  List<DeliveryChannel> all() {
    return channels;
  }

  /**
   * Sends once, to a proven address or not: alerts go through {@link Dispatcher}, which asks for
   * the proof. Waits for the other side, for a bounded time.
   */
  public Sent send(Recipient recipient, Delivery.Channel kind, Message message) {
    for (DeliveryChannel channel : channels) {
      if (channel.kind() == kind && channel.reaches(recipient)) {
        try {
          return new Sent(true, channel.send(recipient, message));
        } catch (DeliveryChannel.NotDelivered e) {
          return new Sent(false, e.why());
        }
      }
    }
    return new Sent(false, "this way is not set up");
  }

  /**
   * Sends over one proven channel after another until one takes it. Waits as {@link #send} does.
   */
  public Sent tell(Recipient recipient, Message message) {
    Sent sent = new Sent(false, "no channel is verified");
    for (DeliveryChannel channel : channels) {
      if (!sent.accepted() && recipient.verified().contains(channel.kind())) {
        sent = send(recipient, channel.kind(), message);
      }
    }
    return sent;
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
    mqtt.close();
  }
}
