package vigie.device;

import java.time.Instant;

/**
 * A credential that has been replaced, and still holds until the device has learnt its new secret.
 *
 * @param credential proof of the secret before
 * @param until it holds before then
 */
public record EndingCredential(Credential credential, Instant until) {
  /** Whether this is the secret, and still holds. */
  public boolean accepts(String secret, Instant now) {
    return now.isBefore(until) && credential.matches(secret);
  }
}
