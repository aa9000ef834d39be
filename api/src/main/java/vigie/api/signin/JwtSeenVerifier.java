package vigie.api.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Set;

/**
 * Knows again what it has found good: a session sends the same token with each request, and to
 * verify a P-256 signature costs more than many a read. Keeps digests and no tokens. A bad
 * signature is never kept, so that nobody can push others out with them. Safe to share between
 * threads.
 */
final class JwtSeenVerifier implements JWSVerifier {
  private static final int KEPT_MAX = 50_000;

  private final JWSVerifier verifier;
  private final Cache<ByteBuffer, Boolean> good;

  /**
   * A verifier of one key.
   *
   * @param verifier computes
   * @param life how long a token may live at most
   */
  JwtSeenVerifier(JWSVerifier verifier, Duration life) {
    this.verifier = verifier;
    good = Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(life).build();
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    ByteBuffer digest = digest(signed, signature);
    if (good.getIfPresent(digest) != null) {
      return true;
    }
    boolean valid = verifier.verify(header, signed, signature);
    if (valid) {
      good.put(digest, true);
    }
    return valid;
  }

  /** What is signed holds the header; it has no dot but its own one, and a signature has none. */
  private static ByteBuffer digest(byte[] signed, Base64URL signature) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(signed);
      sha256.update((byte) '.');
      return ByteBuffer.wrap(
          sha256.digest(signature.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return verifier.supportedJWSAlgorithms();
  }

  @Override
  public JCAContext getJCAContext() {
    return verifier.getJCAContext();
  }
}
