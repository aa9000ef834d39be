package vigie.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals people's secrets in the store (AES-256-GCM) with a key that lies in the program's folder:
 * who has the database alone has none of them (C-98). Made at the first start. Safe for many
 * threads.
 */
public final class FieldKey {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final String file;
  private final SecretKey key;

  /**
   * Reads the key, or makes it.
   *
   * @param folder the program's own
   * @param file the key's, in it
   */
  public FieldKey(Path folder, String file) {
    this.file = file;
    String text = OwnerOnlyFile.readOrMake(folder, file, this::make);
    byte[] bytes = Base64.getDecoder().decode(text.strip());
    if (bytes.length != KEY_BYTES) {
      throw new IllegalStateException(folder.resolve(file) + " holds no key");
    }
    key = new SecretKeySpec(bytes, "AES");
  }

  /** Seals a person's secret; it opens for no other person. */
  public byte[] seal(UUID person, String secret) {
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
  public String open(UUID person, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      throw new IllegalStateException("a secret is too short to have been sealed with " + file);
    }
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
          "a secret cannot be opened: is " + file + " the one it was sealed with?", e);
    }
  }

  private String make() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
