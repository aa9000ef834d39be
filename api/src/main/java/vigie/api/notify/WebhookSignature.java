package vigie.api.notify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a webhook's receiver that we sent it, and when: HMAC-SHA256 under the shared secret
 * over the seconds since 1970, a dot, and the body. A receiver refuses an old timestamp.
 */
public final class WebhookSignature {
  /** Seconds since 1970 at which it was signed. */
  public static final String TIMESTAMP_HEADER = "Vigie-Timestamp";

  /** The signature, {@code v1=} and hex. */
  public static final String SIGNATURE_HEADER = "Vigie-Signature";

  /** The notification's id; the same for every attempt. */
  public static final String NOTIFICATION_HEADER = "Vigie-Notification";

  private WebhookSignature() {}

  /** The signature header's value. */
  public static String of(String secret, Instant timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
