package vigie.api.signin;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import vigie.api.ApiConfig;
import vigie.api.OwnerOnlyFile;

/**
 * Seals the secrets of second factors (AES-256-GCM) with a key that lies in the program's folder:
 * who has the database alone can make no code. Made at the first start.
 */
@Singleton
final class FactorKey {
  private static final String FILE = "second-factor-key";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  /** Reads the key, or makes it. */
  FactorKey(ApiConfig config) {
    String text = OwnerOnlyFile.readOrMake(config.data(), FILE, this::make);
    byte[] bytes = Base64.getDecoder().decode(text.strip());
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(config.data().resolve(FILE) + " holds no key");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  /** Seals a person's secret; it opens for no other person. */
  byte[] seal(UUID person, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, person, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * Opens it again.
   *
   * @throws IllegalStateException when it was sealed with another key, or for another person
   */
  String open(UUID person, byte[] sealed) {
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] rest = new byte[parts.remaining()];
    parts.get(rest);
    return new String(run(Cipher.DECRYPT_MODE, person, nonce, rest), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, UUID person, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(person.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a second factor's secret cannot be opened: is " + FILE + " the one it was sealed with?",
          e);
    }
  }

  private String make() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
