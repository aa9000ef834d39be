package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
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
 * is followed: there is one algorithm, keys that were known before, and three header parameters
 * that may stand.
 */
final class JwtRules {
  private static final Set<String> HEADER_PARAMETERS = Set.of("alg", "typ", "kid");
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

  /** Whose signature counts. */
  @FunctionalInterface
  interface Keys {
    /**
     * The key of this id.
     *
     * @param id null when the token names none
     */
    Key of(@Nullable String id) throws JOSEException;
  }

  /**
   * A key, or why there is none.
   *
   * @param verifier null when there is none
   * @param fault why; empty when there is one
   */
  record Key(@Nullable JWSVerifier verifier, String fault) {
    /** A key. */
    static Key found(JWSVerifier verifier) {
      return new Key(verifier, "");
    }

    /** No key, for this reason. */
    static Key none(String fault) {
      return new Key(null, fault);
    }
  }

  /** A rule for further claims. */
  @FunctionalInterface
  interface Claims {
    /** Why they are refused; null when they are taken. */
    @Nullable String fault(JWTClaimsSet claims) throws ParseException;
  }

  /**
   * What is expected of a token.
   *
   * @param algorithm the only one; never symmetric
   * @param keys whose signature counts
   * @param issuer who must have issued it
   * @param audience for whom it must be
   * @param life how long it may live at most
   * @param claims what else it must say
   */
  record Expected(
      JWSAlgorithm algorithm,
      Keys keys,
      String issuer,
      String audience,
      Duration life,
      Claims claims) {}

  private JwtRules() {}

  /**
   * Judges a token.
   *
   * @param token as it was sent
   * @param expected what it must be
   * @param now the time
   * @return why it is refused, or null when it is taken
   */
  static @Nullable String fault(JWT token, Expected expected, Instant now) {
    if (!(token instanceof SignedJWT signed)
        || !expected.algorithm().equals(signed.getHeader().getAlgorithm())) {
      return "ALGORITHM_NOT_ALLOWED";
    }
    JWSHeader header = signed.getHeader();
    if (!HEADER_PARAMETERS.containsAll(header.getIncludedParams())) {
      return "HEADER_NOT_ALLOWED";
    }
    if (header.getType() != null && !header.getType().getType().equalsIgnoreCase("JWT")) {
      return "TYPE_NOT_ALLOWED";
    }
    try {
      Key key = expected.keys().of(header.getKeyID());
      if (key.verifier() == null) {
        return key.fault();
      }
      return signed.verify(key.verifier())
          ? ofClaims(signed.getJWTClaimsSet(), expected, now)
          : "SIGNATURE_INVALID";
    } catch (JOSEException e) {
      return "SIGNATURE_INVALID";
    } catch (ParseException e) {
      return "TOKEN_MALFORMED";
    }
  }

  private static @Nullable String ofClaims(JWTClaimsSet claims, Expected expected, Instant now)
      throws ParseException {
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
    if (expires.isAfter(issued.plus(expected.life()).plus(CLOCKS_APART))) {
      return "LIVES_TOO_LONG";
    }
    if (!claims.getAudience().contains(expected.audience())) {
      return "OTHER_AUDIENCE";
    }
    if (!expected.issuer().equals(claims.getIssuer())) {
      return "OTHER_ISSUER";
    }
    return expected.claims().fault(claims);
  }

  /** Whether the text is an id as we write them. */
  static boolean isId(@Nullable String text) {
    try {
      return text != null && UUID.fromString(text).toString().equals(text);
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
