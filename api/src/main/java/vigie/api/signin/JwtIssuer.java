package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import vigie.api.ApiConfig;
import vigie.api.access.Actor;

/** Issues tokens to people who have proved who they are. */
@Singleton
public final class JwtIssuer {
  private final JwtKeys keys;
  private final Duration life;
  private final Clock clock;

  /** Wired by the program. */
  public JwtIssuer(JwtKeys keys, ApiConfig config, Clock clock) {
    this.keys = keys;
    this.life = config.tokenLife();
    this.clock = clock;
  }

  /** A token for this person; it names them, and nothing of what they may do. */
  // Nimbus takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  public String issue(Actor actor) {
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keys.key().getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject(actor.person().toString())
                .issuer(JwtSettings.ISSUER)
                .audience(JwtSettings.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    try {
      token.sign(new ECDSASigner(keys.key()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign", e);
    }
    return token.serialize();
  }

  /** How long a token is good. */
  public Duration life() {
    return life;
  }
}
