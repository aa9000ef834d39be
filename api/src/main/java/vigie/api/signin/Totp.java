package vigie.api.signin;

import com.bastiaanjansen.otp.HOTPGenerator;
import com.bastiaanjansen.otp.SecretGenerator;
import com.bastiaanjansen.otp.TOTPGenerator;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A generator of codes as phones have it (RFC 6238): SHA-1, six digits, 30 seconds.
 *
 * @param secret 160 bits in base 32
 */
record Totp(String secret) {
  private static final Duration STEP = Duration.ofSeconds(30);

  /** Clocks may be one step apart, to either side. */
  private static final int STEPS_APART = 1;

  private static final int SECRET_BITS = 160;
  private static final int DIGITS = 6;
  private static final String ISSUER = "Vigie";

  /** A new one. */
  static Totp random() {
    return new Totp(new String(SecretGenerator.generate(SECRET_BITS), StandardCharsets.US_ASCII));
  }

  /**
   * The step to which a code belongs, when it holds.
   *
   * @param after the newest step of which a code was taken: only a later one holds
   * @return empty when it does not
   */
  OptionalLong step(String code, Instant now, long after) {
    long middle = stepAt(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = middle - STEPS_APART; step <= middle + STEPS_APART; step++) {
      if (step > after && same(codeOf(step), code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code that the generator shows at this time. */
  String codeAt(Instant now) {
    return codeOf(stepAt(now));
  }

  /** What a phone reads, as text or as a picture, to show the same codes. */
  URI uri(String account) {
    try {
      return new TOTPGenerator.Builder(secret)
          .withHOTPGenerator(builder -> builder.withPasswordLength(DIGITS))
          .withPeriod(STEP)
          .build()
          .getURI(ISSUER, account);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("usernames stand in URIs", e);
    }
  }

  @Override
  public String toString() {
    return "Totp"; // A secret is not for logs.
  }

  private String codeOf(long step) {
    return new HOTPGenerator.Builder(secret).withPasswordLength(DIGITS).build().generate(step);
  }

  private static long stepAt(Instant now) {
    return now.getEpochSecond() / STEP.toSeconds();
  }

  /** Takes as long wherever they differ. */
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
