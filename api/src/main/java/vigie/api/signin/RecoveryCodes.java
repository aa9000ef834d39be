package vigie.api.signin;

import com.bastiaanjansen.otp.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes for who has lost the generator: 80 random bits each, so that a fast hash will do. */
final class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int BITS = 80;

  private RecoveryCodes() {}

  /** New ones, as they are shown once: four groups of four. */
  static List<String> random() {
    return Stream.generate(
            () -> new String(SecretGenerator.generate(BITS), StandardCharsets.US_ASCII))
        .map(code -> code.replaceAll("(.{4})(?!$)", "$1-"))
        .limit(COUNT)
        .toList();
  }

  /** What is kept of one, however it was typed. */
  static byte[] hash(String code) {
    String bare = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    try {
      return MessageDigest.getInstance("SHA-256").digest(bare.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
