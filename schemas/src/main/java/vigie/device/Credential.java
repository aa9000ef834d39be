package vigie.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Proof of a device's secret without the secret: a salted SHA-256. A fast hash is enough because
 * the secret is 192 random bits that nobody chose; people's passwords are kept otherwise.
 */
// Compared only by matches, in constant time.
@SuppressWarnings("ArrayRecordComponent")
public record Credential(byte[] salt, byte[] hash) {
  private static final int SALT_BYTES = 16;

  /** The credential for a secret, with a fresh salt from the given source. */
  public static Credential of(String secret, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Credential(salt, digest(salt, secret));
  }

  /** Whether this secret is the one, compared in constant time. */
  public boolean matches(String secret) {
    return MessageDigest.isEqual(hash, digest(salt, secret));
  }

  private static byte[] digest(byte[] salt, String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
