package vigie.api.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an issuer outside publishes (JWKS). Fetched at the first need, kept for some
 * minutes, fetched again for a key that is not among them, but not more often than twice in some
 * seconds, whatever is asked for. While the issuer does not answer, the keys that are known go on
 * for a day. Safe to share between threads.
 */
final class OidcKeys implements JwtRules.Keys {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration KEPT_WHILE_AWAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int BYTES_MAX = 256 * 1024;
  private static final int RSA_BITS_MIN = 2_048;

  private final JWSAlgorithm algorithm;
  private final Published published;
  private final JWKSource<SecurityContext> source;

  /**
   * @param fetchInterval in which the issuer is asked twice at most
   */
  OidcKeys(OidcSettings settings, Duration fetchInterval) {
    algorithm = JWSAlgorithm.parse(settings.algorithm());
    published = new Published(settings);
    source =
        JWKSourceBuilder.<SecurityContext>create(published)
            .cache(KEPT.toMillis(), PATIENCE.toMillis() * 2)
            .refreshAheadCache(false)
            .rateLimited(fetchInterval.toMillis())
            .outageTolerant(KEPT_WHILE_AWAY.toMillis())
            .build();
  }

  @Override
  public JwtRules.Key of(@Nullable String id) throws JOSEException {
    if (id == null) {
      return JwtRules.Key.none("UNKNOWN_KEY");
    }
    boolean curves = algorithm.equals(JWSAlgorithm.ES256);
    JWKMatcher.Builder wanted =
        new JWKMatcher.Builder()
            .keyID(id)
            .keyType(curves ? KeyType.EC : KeyType.RSA)
            .keyUses(KeyUse.SIGNATURE, null)
            .algorithms(algorithm, null);
    JWKMatcher matcher =
        curves ? wanted.curve(Curve.P_256).build() : wanted.minKeySize(RSA_BITS_MIN).build();
    List<JWK> found;
    try {
      found = source.get(new JWKSelector(matcher), null);
    } catch (RateLimitReachedException e) {
      found = List.of(); // It was asked a moment ago.
    } catch (KeySourceException e) {
      return JwtRules.Key.none("ISSUER_AWAY");
    }
    if (found.isEmpty()) {
      return JwtRules.Key.none(published.away ? "ISSUER_AWAY" : "UNKNOWN_KEY");
    }
    JWK key = found.get(0);
    return JwtRules.Key.found(
        curves ? new ECDSAVerifier(key.toECKey()) : new RSASSAVerifier(key.toRSAKey()));
  }

  /** Where the issuer publishes, looked up at the first need unless it is set. */
  private static final class Published implements JWKSetSource<SecurityContext> {
    private final OidcSettings settings;
    private final ResourceRetriever retriever =
        new DefaultResourceRetriever(
            (int) PATIENCE.toMillis(), (int) PATIENCE.toMillis(), BYTES_MAX);
    private volatile @Nullable JWKSetSource<SecurityContext> keys;

    /** Whether it did not answer when it was asked last. */
    private volatile boolean away;

    Published(OidcSettings settings) {
      this.settings = settings;
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        JWKSetSource<SecurityContext> known = keys;
        if (known == null) {
          known = new URLBasedJWKSetSource<>(address(), retriever);
          keys = known;
        }
        JWKSet set = known.getJWKSet(refresh, now, context);
        away = false;
        return set;
      } catch (KeySourceException e) {
        away = true;
        throw e;
      }
    }

    private URL address() throws KeySourceException {
      try {
        URI set = settings.jwks();
        return set == null ? discovered() : set.toURL();
      } catch (IOException | ParseException | IllegalArgumentException e) {
        throw new JWKSetRetrievalException("the issuer's keys are nowhere to be found", e);
      }
    }

    private URL discovered() throws IOException, ParseException {
      String issuer = settings.issuer();
      URL document = url(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
      Map<String, Object> said =
          JSONObjectUtils.parse(retriever.retrieveResource(document).getContent());
      if (!issuer.equals(JSONObjectUtils.getString(said, "issuer"))) {
        throw new IOException(document + " is the document of another issuer");
      }
      return url(String.valueOf(JSONObjectUtils.getString(said, "jwks_uri")));
    }

    private static URL url(String text) throws MalformedURLException {
      return URI.create(text).toURL();
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
