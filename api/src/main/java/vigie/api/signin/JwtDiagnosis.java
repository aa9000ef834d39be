package vigie.api.signin;

import com.nimbusds.jwt.JWTParser;
import jakarta.inject.Singleton;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/** Why a token that was refused is no good; decides nothing. */
@Singleton
public final class JwtDiagnosis {
  private static final String SCHEME = "bearer ";

  private final JwtKeys keys;

  /** Wired by the program. */
  public JwtDiagnosis(JwtKeys keys) {
    this.keys = keys;
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
      String fault = keys.fault(JWTParser.parse(authorization.substring(SCHEME.length()).strip()));
      return fault == null ? "TOKEN_REFUSED" : fault;
    } catch (ParseException | RuntimeException e) { // Nimbus throws both at what is no token.
      return "TOKEN_MALFORMED";
    }
  }
}
