package vigie.api.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import vigie.alert.Delivery;

/**
 * A signed POST to the recipient's address; any 2xx answer is acceptance. No redirect is followed:
 * the secret's holder is the address that was set, not one that it names. Where the address leads
 * is looked up and judged anew for each call.
 */
final class WebhookChannel implements DeliveryChannel {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int GONE_STATUS = 410;

  private final WebhookGuard guard;
  private final OwnWebhook own;
  private final WebhookCall call;
  private final Clock clock;

  WebhookChannel(
      WebhookGuard guard,
      OwnWebhook own,
      SSLSocketFactory trust,
      Clock clock,
      ScheduledExecutorService timer) {
    this.guard = guard;
    this.own = own;
    this.call = new WebhookCall(trust, timer, TIMEOUT);
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
    URI uri = uri(String.valueOf(recipient.webhookUrl()));
    InetAddress address = address(uri);
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
    int status;
    try {
      status = call.post(uri, address, headers, body);
    } catch (TimeoutException e) {
      throw new NotDelivered("the webhook did not answer in time", false);
    } catch (SSLHandshakeException e) {
      boolean certificate = isOfCertificate(e);
      throw new NotDelivered(
          certificate
              ? "the webhook's certificate is not trusted"
              : "the webhook could not be reached",
          certificate);
    } catch (IOException e) {
      throw new NotDelivered("the webhook could not be reached", false);
    }
    if (status < 200 || status > 299) {
      throw new NotDelivered("the webhook answered " + status, status == GONE_STATUS);
    }
    return "the webhook answered " + status;
  }

  /** Rather than of versions and ciphers, or of a connection that broke. */
  private static boolean isOfCertificate(SSLHandshakeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static URI uri(String address) throws NotDelivered {
    try {
      URI uri = URI.create(URI.create(address).toASCIIString());
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new NotDelivered("the webhook's address is not valid", true);
  }

  /** Where the name leads, when all of what it leads to may be called. */
  private InetAddress address(URI uri) throws NotDelivered {
    try {
      InetAddress[] found = InetAddress.getAllByName(uri.getHost());
      for (InetAddress each : found) {
        if (!guard.allows(each) && !own.is(uri)) {
          throw new NotDelivered("the webhook's address leads into a network of our own", true);
        }
      }
      return found[0];
    } catch (UnknownHostException e) {
      throw new NotDelivered("the webhook's name is not known", false);
    }
  }
}
