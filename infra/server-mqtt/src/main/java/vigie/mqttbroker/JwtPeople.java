package vigie.mqttbroker;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that people get of the API, told by the public keys that it has written into a file
 * (JWK set). The file is read again when it has changed, so it may come later than the broker;
 * while there is none, no person signs in. Safe for many threads.
 */
final class JwtPeople implements People {
  private static final Logger LOG = LoggerFactory.getLogger(JwtPeople.class);

  /** As the API's {@code JwtSettings} say. */
  private static final JWTClaimsSet EXPECTED = new JWTClaimsSet.Builder().issuer("vigie").build();

  private static final String AUDIENCE = "vigie-api";
  private static final Set<String> REQUIRED = Set.of("sub", "sid", "iat", "exp");

  private final @Nullable Path file;
  private final EndedSessions ended;
  private @Nullable FileTime read;
  private JWKSet keys = new JWKSet();

  /**
   * Reads nothing yet.
   *
   * @param file with the keys; null for none: then no person signs in
   * @param ended sessions of which no token is good any more
   */
  JwtPeople(@Nullable Path file, EndedSessions ended) {
    this.file = file;
    this.ended = ended;
  }

  // Nimbus gives java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  @Override
  public Optional<Proof> proof(String token, Instant now) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys())));
    processor.setJWTClaimsSetVerifier(new Claims(now));
    try {
      JWTClaimsSet claims = processor.process(token, null);
      Proof proof =
          new Proof(
              UUID.fromString(claims.getSubject()),
              UUID.fromString(claims.getStringClaim("sid")),
              claims.getExpirationTime().toInstant());
      return ended.contains(proof.session()) ? Optional.empty() : Optional.of(proof);
    } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
      LOG.debug("A person's token was refused: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized JWKSet keys() {
    if (file == null) {
      return keys;
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(read)) {
        keys = JWKSet.load(file.toFile()).toPublicJWKSet();
        read = changed;
        LOG.info("Read {} key(s) of people's tokens", keys.size());
      }
    } catch (NoSuchFileException e) {
      LOG.warn("No person can sign in before there is {}", file);
    } catch (IOException | ParseException e) {
      // What was known so far still holds.
      LOG.error("The keys of people's tokens cannot be read from {}: {}", file, e.toString());
    }
    return keys;
  }

  /** What must stand in a token, at a time that is an argument. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Instant now;

    Claims(Instant now) {
      super(AUDIENCE, EXPECTED, REQUIRED);
      this.now = now;
      setMaxClockSkew(0);
    }

    // Nimbus asks for java.util.Date.
    @SuppressWarnings("JavaUtilDate")
    @Override
    protected Date currentTime() {
      return Date.from(now);
    }
  }
}
