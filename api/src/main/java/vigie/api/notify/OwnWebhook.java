package vigie.api.notify;

import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The one webhook that this program listens at itself, on loopback: the guard against networks of
 * our own lets exactly that address through. Whoever else sets it as theirs reaches nothing but a
 * refusal, for the signature is not theirs. Safe for many threads.
 */
@Singleton
public final class OwnWebhook {
  private volatile @Nullable URI address;

  /** From now on it is this. */
  public void set(URI own) {
    address = own;
  }

  boolean is(URI uri) {
    return uri.equals(address);
  }
}
