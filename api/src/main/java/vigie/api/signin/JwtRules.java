package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token must be to be taken, and why it is not (RFC 8725). Nothing that a token says of keys
 * is followed: there is one key, one algorithm, and three header parameters that may stand.
 */
final class JwtRules {
  private static final Set<String> HEADER_PARAMETERS = Set.of("alg", "typ", "kid");
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  private JwtRules() {}

  /**
   * Judges a token.
   *
   * @param token as it was sent
   * @param key whose signature counts
   * @param life how long a token may live at most
   * @param now the time
   * @return why it is refused, or null when it is taken
   */
  static @Nullable String fault(JWT token, ECKey key, Duration life, Instant now) {
    if (!(token instanceof SignedJWT signed)
        || !JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())) {
      return "ALGORITHM_NOT_ALLOWED";
    }
    JWSHeader header = signed.getHeader();
    if (!HEADER_PARAMETERS.containsAll(header.getIncludedParams())) {
      return "HEADER_NOT_ALLOWED";
    }
    if (header.getType() != null && !header.getType().getType().equalsIgnoreCase("JWT")) {
      return "TYPE_NOT_ALLOWED";
    }
    if (header.getKeyID() != null && !header.getKeyID().equals(key.getKeyID())) {
      return "UNKNOWN_KEY";
    }
    try {
      return signed.verify(new ECDSAVerifier(key.toECPublicKey()))
          ? ofClaims(signed.getJWTClaimsSet(), life, now)
          : "SIGNATURE_INVALID";
    } catch (JOSEException e) {
      return "SIGNATURE_INVALID";
    } catch (ParseException e) {
      return "TOKEN_MALFORMED";
    }
  }

  private static @Nullable String ofClaims(JWTClaimsSet claims, Duration life, Instant now) {
    Instant expires = instant(claims.getExpirationTime());
    Instant issued = instant(claims.getIssueTime());
    Instant begins = instant(claims.getNotBeforeTime());
    if (expires == null) {
      return "NO_EXPIRY";
    }
    if (!expires.isAfter(now)) {
      return "TOKEN_EXPIRED";
    }
    if (begins != null && begins.isAfter(now)) {
      return "NOT_YET_VALID";
    }
    if (issued == null || issued.isAfter(now.plus(CLOCKS_APART))) {
      return "NOT_YET_ISSUED";
    }
    if (expires.isAfter(issued.plus(life).plus(CLOCKS_APART))) {
      return "LIVES_TOO_LONG";
    }
    if (!claims.getAudience().contains(JwtSettings.AUDIENCE)) {
      return "OTHER_AUDIENCE";
    }
    if (!JwtSettings.ISSUER.equals(claims.getIssuer())) {
      return "OTHER_ISSUER";
    }
    return person(claims.getSubject()) ? null : "NO_PERSON";
  }

  private static boolean person(@Nullable String subject) {
    try {
      return subject != null && UUID.fromString(subject).toString().equals(subject);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  // Nimbus gives java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
