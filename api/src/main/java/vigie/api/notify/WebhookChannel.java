package vigie.api.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import vigie.alert.Delivery;

/**
 * A signed POST to the recipient's address; any 2xx answer is acceptance. No redirect is followed:
 * the secret's holder is the address that was set, not one that it names.
 */
final class WebhookChannel implements DeliveryChannel {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final int GONE_STATUS = 410;

  private final HttpClient client;
  private final Clock clock;

  WebhookChannel(Clock clock, Executor executor) {
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();
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
    byte[] body = message.json().getBytes(StandardCharsets.UTF_8);
    Instant now = clock.instant();
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(String.valueOf(recipient.webhookUrl())))
              .timeout(ANSWER_TIMEOUT)
              .header("Content-Type", "application/json")
              .header("User-Agent", "vigie")
              .header(WebhookSignature.NOTIFICATION_HEADER, message.notification().toString())
              .header(WebhookSignature.TIMESTAMP_HEADER, Long.toString(now.getEpochSecond()))
              .header(
                  WebhookSignature.SIGNATURE_HEADER,
                  WebhookSignature.of(String.valueOf(recipient.webhookSecret()), now, body))
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
    } catch (IllegalArgumentException e) {
      throw new NotDelivered("the webhook's address is not valid", true);
    }
    int status = status(request);
    if (status < 200 || status > 299) {
      throw new NotDelivered("the webhook answered " + status, status == GONE_STATUS);
    }
    return "the webhook answered " + status;
  }

  private int status(HttpRequest request) throws NotDelivered {
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // The status is all that counts. A body is not read: no timeout would end one that never
      // does, and it would hold its thread.
      answer.body().close();
      return answer.statusCode();
    } catch (HttpTimeoutException e) {
      throw new NotDelivered("the webhook did not answer in time", false);
    } catch (IOException e) {
      throw new NotDelivered("the webhook could not be reached", false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotDelivered("stopped while waiting for the webhook", false);
    }
  }
}
