package vigie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Deterministic 128-bit ids: the same parts always give the same id, on every machine. */
public final class Keyed128 {
  private Keyed128() {}

  /**
   * The id of these parts: the first 128 bits of SHA-256 over the parts, each ended by a zero byte.
   *
   * @param parts what makes the thing the same thing, in a fixed order
   */
  public static UUID of(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    byte[] hash = digest.digest();
    return new UUID(longAt(hash, 0), longAt(hash, 8));
  }

  private static long longAt(byte[] bytes, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
