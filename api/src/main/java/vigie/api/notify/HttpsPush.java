package vigie.api.notify;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.DaemonThreads;

/**
 * Documents to HTTPS endpoints that people named, by the rules that webhooks go by. Waits for the
 * other side, for a bounded time. Safe for many threads.
 */
@Singleton
public final class HttpsPush {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("push-calls"));
  private final GuardedPost post;

  /** Wired by the program. */
  public HttpsPush(ApiConfig config) {
    post =
        new GuardedPost(
            "the endpoint",
            new WebhookGuard(config.webhookNetworks()),
            none -> false,
            WebhookTrust.of("VIGIE_WEBHOOK_CA", config.webhookCa()),
            timer,
            TIMEOUT);
  }

  /** Whether this address may be called, as it leads at this moment; calls nothing. */
  public DeliveryChannels.Sent check(URI endpoint) {
    try {
      return new DeliveryChannels.Sent(true, post.address(endpoint).getHostAddress());
    } catch (DeliveryChannel.NotDelivered e) {
      return new DeliveryChannels.Sent(false, e.why());
    }
  }

  /**
   * Sends one document.
   *
   * @param endpoint https, with a host
   * @param token for its Authorization header; null for none
   */
  public DeliveryChannels.Sent send(
      URI endpoint, String mediaType, @Nullable String token, byte[] document) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", mediaType);
    headers.put("Accept", mediaType);
    headers.put("User-Agent", "vigie");
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    try {
      return new DeliveryChannels.Sent(true, post.send(endpoint, headers, document));
    } catch (DeliveryChannel.NotDelivered e) {
      return new DeliveryChannels.Sent(false, e.why());
    }
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
