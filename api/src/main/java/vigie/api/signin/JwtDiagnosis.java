package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Why a token that was refused is no good; decides nothing. */
@Singleton
public final class JwtDiagnosis {
  private static final String SCHEME = "bearer ";

  private final JwtKeys keys;
  private final Clock clock;

  /** Wired by the program. */
  public JwtDiagnosis(JwtKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The reason, for the audit and the answer. */
  public String of(@Nullable String authorization) {
    if (authorization == null) {
      return "NO_TOKEN";
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "NOT_BEARER";
    }
    try {
      JWT token = JWTParser.parse(authorization.substring(SCHEME.length()).strip());
      if (!JWSAlgorithm.ES256.equals(token.getHeader().getAlgorithm())) {
        return "ALGORITHM_NOT_ALLOWED";
      }
      if (!(token instanceof SignedJWT signed)
          || !signed.verify(new ECDSAVerifier(keys.getPublicKey()))) {
        return "SIGNATURE_INVALID";
      }
      return ofClaims(token.getJWTClaimsSet());
    } catch (ParseException | JOSEException e) {
      return "TOKEN_MALFORMED";
    }
  }

  // Nimbus gives java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private String ofClaims(JWTClaimsSet claims) {
    if (claims.getExpirationTime() == null
        || !claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
      return "TOKEN_EXPIRED";
    }
    if (!claims.getAudience().contains(JwtSettings.AUDIENCE)) {
      return "OTHER_AUDIENCE";
    }
    if (!JwtSettings.ISSUER.equals(claims.getIssuer())) {
      return "OTHER_ISSUER";
    }
    return "TOKEN_REFUSED";
  }
}
