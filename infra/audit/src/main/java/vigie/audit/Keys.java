package vigie.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public keys that may have signed heads, by their ids. */
public final class Keys {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");
  private static final int ID_DIGITS = 16;

  private final Map<String, PublicKey> byId;

  private Keys(Map<String, PublicKey> byId) {
    this.byId = byId;
  }

  /**
   * Reads the keys of a text, one PEM block each.
   *
   * @throws IllegalArgumentException when there is none, or one is no Ed25519 key
   */
  public static Keys parse(String text) {
    Map<String, PublicKey> keys = new HashMap<>();
    Matcher blocks = PEM.matcher(text);
    while (blocks.find()) {
      byte[] encoded = Base64.getMimeDecoder().decode(blocks.group(1));
      String id = HexFormat.of().formatHex(Line.sha256().digest(encoded)).substring(0, ID_DIGITS);
      try {
        keys.put(
            id, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("not an Ed25519 public key", e);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no PEM block PUBLIC KEY");
    }
    return new Keys(keys);
  }

  /** Whether one of these keys signed the head. */
  boolean signed(Head head) {
    return signed(head.key(), head.signed(), head.signature());
  }

  /** Whether the key of this id, one of these, gave this signature (Base64) to this content. */
  boolean signed(String id, byte[] content, String by) {
    PublicKey key = byId.get(id);
    if (key == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(Base64.getDecoder().decode(by));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
