package vigie.api.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import vigie.alert.Delivery;

/**
 * A signed POST to the recipient's address; any 2xx answer is acceptance. No redirect is followed:
 * the secret's holder is the address that was set, not one that it names. Where the address leads
 * is looked up and judged anew for each call.
 */
final class WebhookChannel implements DeliveryChannel {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final GuardedPost post;
  private final OwnWebhook own;
  private final boolean httpsOnly;
  private final Clock clock;

  /**
   * Calls people's webhooks.
   *
   * @param httpsOnly whether one that is called in clear is refused, unless it is our own
   */
  WebhookChannel(
      WebhookGuard guard,
      OwnWebhook own,
      boolean httpsOnly,
      SSLSocketFactory trust,
      Clock clock,
      ScheduledExecutorService timer) {
    this.own = own;
    this.httpsOnly = httpsOnly;
    this.post = new GuardedPost("the webhook", guard, own::is, trust, timer, TIMEOUT);
    this.clock = clock;
  }

  @Override
  public Delivery.Channel kind() {
    return Delivery.Channel.WEBHOOK;
  }

  @Override
  public boolean reaches(Recipient recipient) {
    return recipient.webhookUrl() != null && recipient.webhookSecret() != null;
  }

  @Override
  public String send(Recipient recipient, Message message) throws NotDelivered {
    URI uri = post.uri(String.valueOf(recipient.webhookUrl()));
    if (httpsOnly && !"https".equalsIgnoreCase(uri.getScheme()) && !own.is(uri)) {
      throw new NotDelivered("the webhook's address is not https", true);
    }
    byte[] body = message.json().getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "User-Agent",
            "vigie",
            WebhookSignature.NOTIFICATION_HEADER,
            message.notification().toString(),
            WebhookSignature.TIMESTAMP_HEADER,
            Long.toString(now.getEpochSecond()),
            WebhookSignature.SIGNATURE_HEADER,
            WebhookSignature.of(String.valueOf(recipient.webhookSecret()), now, body));
    return post.send(uri, headers, body);
  }
}
