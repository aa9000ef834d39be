package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Context;
import io.micronaut.security.token.jwt.signature.SignatureConfiguration;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vigie.api.ApiConfig;
import vigie.api.OwnerOnlyFile;
import vigie.api.PublicFile;
import vigie.api.session.SessionDirectory;

/**
 * The key that signs tokens: made at the first start, kept in the program's folder for its owner
 * only; its public half lies beside it for everybody, as a JWK set, so that the MQTT broker knows
 * people by their tokens. There from the start on, so that the file is. Takes the tokens that
 * {@link JwtRules} let pass and whose session has not ended.
 */
@Context
@Named("vigie")
public final class JwtKeys implements SignatureConfiguration {
  private static final String FILE = "signing-key.json";
  private static final String PUBLIC_FILE = "public-keys.json";

  private final ECKey key;
  private final JWSVerifier verifier;
  private final JwtRules.Expected expected;
  private final SessionDirectory sessions;
  private final Clock clock;

  /** Reads the key, or makes it. */
  public JwtKeys(ApiConfig config, SessionDirectory sessions, Clock clock) {
    key = readOrMake(config.data());
    publish(config.data().resolve(PUBLIC_FILE), new JWKSet(key.toPublicJWK()).toString());
    verifier = new JwtSeenVerifier(verifierOf(key), config.tokenLife());
    this.sessions = sessions;
    this.clock = clock;
    expected =
        new JwtRules.Expected(
            JWSAlgorithm.ES256,
            this::ours,
            JwtSettings.ISSUER,
            JwtSettings.AUDIENCE,
            config.tokenLife(),
            this::ofSession);
  }

  /** The private key, for the issuer. */
  ECKey key() {
    return key;
  }

  /** Why a token is refused now; null when it is taken. */
  @Nullable String fault(JWT token) {
    return JwtRules.fault(token, expected, clock.instant());
  }

  private JwtRules.Key ours(@Nullable String id) {
    return id == null || id.equals(key.getKeyID())
        ? JwtRules.Key.found(verifier)
        : JwtRules.Key.none("UNKNOWN_KEY");
  }

  private @Nullable String ofSession(JWTClaimsSet claims) throws ParseException {
    if (!JwtRules.isId(claims.getSubject())) {
      return "NO_PERSON";
    }
    String session = claims.getStringClaim("sid");
    if (!JwtRules.isId(session)) {
      return "NO_SESSION";
    }
    return sessions.ended(UUID.fromString(session)) ? "SESSION_ENDED" : null;
  }

  @Override
  public String supportedAlgorithmsMessage() {
    return "Only ES256 is taken.";
  }

  @Override
  public boolean supports(JWSAlgorithm algorithm) {
    return JWSAlgorithm.ES256.equals(algorithm);
  }

  @Override
  public boolean verify(SignedJWT token) {
    return fault(token) == null;
  }

  private static ECKey readOrMake(Path folder) {
    try {
      return ECKey.parse(OwnerOnlyFile.readOrMake(folder, FILE, JwtKeys::make));
    } catch (ParseException e) {
      throw new IllegalStateException(folder.resolve(FILE) + " holds no signing key", e);
    }
  }

  private static void publish(Path file, String keys) {
    try {
      PublicFile.write(file, keys);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static JWSVerifier verifierOf(ECKey key) {
    try {
      return new ECDSAVerifier(key.toECPublicKey());
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key is of no kind that we make", e);
    }
  }

  private static String make() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate().toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java makes P-256 keys", e);
    }
  }
}
