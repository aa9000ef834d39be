package vigie.api.notify;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.ApiConfig;
import vigie.api.FieldKey;

/**
 * What signs people's webhooks, sealed as it stands in the store: who has the database alone can
 * sign nothing. Safe for many threads.
 */
@Singleton
public final class WebhookSecrets {
  /** What a sealed one begins with; one that does not is from before they were sealed. */
  static final String SEALED = "sealed:";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);

  private final FieldKey key;

  /** Reads the key, or makes it. */
  public WebhookSecrets(ApiConfig config) {
    key = new FieldKey(config.data(), "webhook-secret-key");
  }

  /** As the store is to have it; null for none. */
  public @Nullable String seal(UUID person, @Nullable String secret) {
    return secret == null
        ? null
        : SEALED + Base64.getEncoder().encodeToString(key.seal(person, secret));
  }

  /**
   * The secret; null for none, and where the key is not the one that it was sealed with: then that
   * webhook is no way to its person until they set it anew.
   */
  public @Nullable String open(UUID person, @Nullable String stored) {
    if (stored == null || !stored.startsWith(SEALED)) {
      return stored;
    }
    try {
      return key.open(person, Base64.getDecoder().decode(stored.substring(SEALED.length())));
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.error("the webhook of {} has a secret that cannot be opened", person, e);
      return null;
    }
  }
}
