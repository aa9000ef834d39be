package vigie.key;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of one patient: 256 bits, for AES. Never written anywhere but wrapped. */
public final class PatientKey {
  static final int BYTES = 32;

  private final SecretKey secret;

  private PatientKey(byte[] bytes) {
    this.secret = new SecretKeySpec(bytes, "AES");
  }

  /** A new one. */
  public static PatientKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new PatientKey(bytes);
  }

  /** That of these bytes; throws IllegalArgumentException when they are not 32. */
  static PatientKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a key must have " + BYTES + " bytes, has " + bytes.length);
    }
    return new PatientKey(bytes);
  }

  byte[] bytes() {
    return secret.getEncoded();
  }

  SecretKey secret() {
    return secret;
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "PatientKey";
  }
}
