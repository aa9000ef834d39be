package vigie.api.audit;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.api.ApiConfig;
import vigie.api.OwnerOnlyFile;

/**
 * The Ed25519 key that signs the audit's heads and the certificates of erasures: made at the first
 * start, kept in the program's folder for its owner only. The public half lies beside it, for those
 * who verify.
 */
@Singleton
public final class AuditKey {
  /** The public half's file. */
  public static final String PUBLIC_FILE = "audit-key.pub";

  private static final String PRIVATE_FILE = "audit-key.pem";
  private static final int ID_DIGITS = 16;

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final String id;
  private final String publicPem;

  /** Reads the key, or makes it. */
  public AuditKey(ApiConfig config) {
    Path folder = config.data();
    String both = OwnerOnlyFile.readOrMake(folder, PRIVATE_FILE, AuditKey::make);
    byte[] open = block(both, "PUBLIC KEY");
    try {
      KeyFactory keys = KeyFactory.getInstance("Ed25519");
      key = keys.generatePrivate(new PKCS8EncodedKeySpec(block(both, "PRIVATE KEY")));
      publicKey = keys.generatePublic(new X509EncodedKeySpec(open));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(folder.resolve(PRIVATE_FILE) + " holds no Ed25519 key", e);
    }
    id = HexFormat.of().formatHex(AuditChain.sha256().digest(open)).substring(0, ID_DIGITS);
    publicPem = pem("PUBLIC KEY", open);
    try {
      Files.writeString(folder.resolve(PUBLIC_FILE), publicPem, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(PUBLIC_FILE) + " cannot be written", e);
    }
  }

  /** Whether a folder holds a key already, so that none would be made. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(PRIVATE_FILE));
  }

  /** Its id: the first digits of the public half's SHA-256. */
  public String id() {
    return id;
  }

  /** The public half as PEM. */
  public String publicPem() {
    return publicPem;
  }

  /** Signs the state of the chain. */
  public AuditHead sign(long number, Instant at, long first, long seq, byte[] hash) {
    byte[] signature = sign(AuditHead.signed(number, at, first, seq, hash, id));
    return new AuditHead(number, at, first, seq, hash, id, signature);
  }

  /**
   * Signs something else; its first line must say what it is, so that no signature can be taken for
   * another's.
   */
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the audit's key cannot sign", e);
    }
  }

  /** Whether this key signed it. */
  public boolean signed(byte[] content, byte[] by) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey);
      signature.update(content);
      return signature.verify(by);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the audit's key cannot verify", e);
    }
  }

  private static String make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return pem("PRIVATE KEY", pair.getPrivate().getEncoded())
          + pem("PUBLIC KEY", pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on makes Ed25519 keys", e);
    }
  }

  private static String pem(String name, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
  }

  private static byte[] block(String text, String name) {
    Matcher block =
        Pattern.compile("-----BEGIN " + name + "-----([A-Za-z0-9+/=\\s]+)-----END " + name)
            .matcher(text);
    if (!block.find()) {
      throw new IllegalStateException(PRIVATE_FILE + " holds no " + name);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
