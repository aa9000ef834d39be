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
import java.util.List;
import java.util.UUID;
import vigie.api.ApiConfig;
import vigie.api.access.Assurance;
import vigie.api.access.Role;
import vigie.api.session.Session;

/** Issues tokens to people who have proved who they are. */
@Singleton
public final class JwtIssuer {
  private final JwtKeys keys;
  private final Assurance assurance;
  private final Duration life;
  private final Clock clock;

  /** Wired by the program. */
  public JwtIssuer(JwtKeys keys, Assurance assurance, ApiConfig config, Clock clock) {
    this.keys = keys;
    this.assurance = assurance;
    this.life = config.tokenLife();
    this.clock = clock;
  }

  /**
   * The next token of a session; it names the person, and nothing of what they may do.
   *
   * @param role told to the client, and not in the token
   */
  // Nimbus takes java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  public TokenResponse issue(Session session, Role role) {
    Instant now = clock.instant();
    Instant end = now.plus(life).isBefore(session.endsAt()) ? now.plus(life) : session.endsAt();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keys.key().getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .subject(session.person().toString())
                .issuer(JwtSettings.ISSUER)
                .audience(JwtSettings.AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", session.id().toString())
                .claim("auth_time", session.provedAt().getEpochSecond())
                .claim("amr", List.of(session.strong() ? "mfa" : "pwd"))
                .build());
    try {
      token.sign(new ECDSASigner(keys.key()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign", e);
    }
    return new TokenResponse(
        token.serialize(),
        "Bearer",
        Duration.between(now, end).toSeconds(),
        session.person(),
        role,
        session.id(),
        assurance.enrolOnly(role, session.strong()));
  }
}
