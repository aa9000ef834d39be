package vigie.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures that are known again. */
class JwtSeenVerifierTest {
  private final ECKey key;
  private final Counting counting;
  private final JwtSeenVerifier verifier;

  /** Computes, and counts how often. */
  private static final class Counting implements JWSVerifier {
    private final JWSVerifier real;
    private int computed;

    Counting(JWSVerifier real) {
      this.real = real;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature)
        throws JOSEException {
      computed++;
      return real.verify(header, signed, signature);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return real.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
      return real.getJCAContext();
    }
  }

  JwtSeenVerifierTest() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).generate();
    counting = new Counting(new ECDSAVerifier(key));
    verifier = new JwtSeenVerifier(counting, Duration.ofMinutes(15));
  }

  @Test
  void aTokenThatComesAgainIsNotComputedAgain() throws Exception {
    String token = token("one");

    assertThat(verified(token)).isTrue();
    assertThat(verified(token)).isTrue();

    assertThat(counting.computed).isEqualTo(1);
  }

  @Test
  void anotherTokenIsComputed() throws Exception {
    assertThat(verified(token("one"))).isTrue();
    assertThat(verified(token("two"))).isTrue();

    assertThat(counting.computed).isEqualTo(2);
  }

  @Test
  void noPartOfAKnownTokenVouchesForAnother() throws Exception {
    String[] one = token("one").split("\\.", -1);
    String[] two = token("two").split("\\.", -1);
    assertThat(verified(String.join(".", one))).isTrue();
    assertThat(verified(String.join(".", two))).isTrue();
    String otherHeader =
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("other").build().toBase64URL().toString();

    assertThat(verified(String.join(".", one[0], two[1], one[2]))).isFalse();
    assertThat(verified(String.join(".", one[0], one[1], two[2]))).isFalse();
    assertThat(verified(String.join(".", otherHeader, one[1], one[2]))).isFalse();
  }

  @Test
  void aBadSignatureIsComputedEachTime() throws Exception {
    String[] token = token("one").split("\\.", -1);
    String bad = String.join(".", token[0], token[1], token("two").split("\\.", -1)[2]);

    assertThat(verified(bad)).isFalse();
    assertThat(verified(bad)).isFalse();

    assertThat(counting.computed).isEqualTo(2);
  }

  private String token(String subject) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.ES256), new JWTClaimsSet.Builder().subject(subject).build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private boolean verified(String token) throws Exception {
    return SignedJWT.parse(token).verify(verifier);
  }
}
